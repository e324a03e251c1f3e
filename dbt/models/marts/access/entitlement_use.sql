with

granted as (

    select * from {{ ref('int_granted_features') }}

),

signs as (

    select * from {{ ref('feature_signs') }}

),

evidence as (

    select * from {{ ref('feature_evidence') }}

),

tenants as (

    select * from {{ ref('stg_platform__tenants') }}
    where status <> 'closed'

),

measured_features as (

    select distinct feature from evidence

),

used as (

    select
        signs.source,
        signs.tenant_id,
        evidence.feature,
        max(signs.last_used_on) as last_used_on
    from signs
    inner join evidence
        on signs.shown_by = evidence.shown_by and (evidence.value is null or signs.value = evidence.value)
    group by signs.source, signs.tenant_id, evidence.feature

),

either as (

    select
        source,
        tenant_id,
        feature
    from granted

    union

    select
        source,
        tenant_id,
        feature
    from used

)

select
    either.source,
    either.tenant_id,
    tenants.tenant_name,
    tenants.plan,
    either.feature,
    granted.granted_by,
    granted.feature is not null as is_granted,
    case when measured_features.feature is not null then used.feature is not null end as is_used,
    case
        when measured_features.feature is null then 'not measured'
        when granted.feature is null then 'used without a right'
        when used.feature is null then 'granted, not used'
        else 'granted and used'
    end as verdict,
    used.last_used_on
from either
inner join tenants on either.source = tenants.source and either.tenant_id = tenants.tenant_id
left join granted
    on
        either.source = granted.source
        and either.tenant_id = granted.tenant_id
        and either.feature = granted.feature
left join used
    on either.source = used.source and either.tenant_id = used.tenant_id and either.feature = used.feature
left join measured_features on either.feature = measured_features.feature
