with

tenants as (

    select * from {{ ref('stg_platform__tenants') }}
    where status <> 'closed'

),

plans as (

    select * from {{ ref('stg_platform__plans') }}

),

plan_features as (

    select
        source,
        plan,
        price_monthly_usd,
        {{ unnested('features') }} as feature
    from plans

),

entitlements as (

    select
        source,
        tenant_id,
        {{ unnested('entitlements') }} as feature
    from tenants

),

-- A plan holds what it lists and what cheaper plans list; all_features stands for everything that any plan lists.
granted as (

    select
        tenants.source,
        tenants.tenant_id,
        plan_features.feature,
        case when plan_features.plan = tenants.plan then 1 else 2 end as preference
    from tenants
    inner join plans on tenants.source = plans.source and tenants.plan = plans.plan
    inner join plan_features
        on
            tenants.source = plan_features.source
            and (
                tenants.plan = plan_features.plan
                or plans.price_monthly_usd > plan_features.price_monthly_usd
                or {{ list_holds('plans.features', "'all_features'") }}
            )
    where plan_features.feature <> 'all_features'

    union all

    select
        source,
        tenant_id,
        feature,
        3 as preference
    from entitlements

),

first_reason as (

    select
        source,
        tenant_id,
        feature,
        min(preference) as preference
    from granted
    group by source, tenant_id, feature

)

select
    source,
    tenant_id,
    feature,
    case preference when 1 then 'its plan' when 2 then 'a plan it holds' else 'an entitlement' end as granted_by
from first_reason
