with

nps_events as (

    select * from {{ ref('stg_platform__nps_events') }}

),

customers as (

    select * from {{ ref('stg_platform__customers') }}

),

surveys as (

    select * from {{ ref('stg_platform__surveys') }}

),

tenants as (

    select * from {{ ref('int_tenants') }}

),

sources as (

    select * from {{ ref('int_sources') }}

),

-- An answer counts once it is submitted: a score that is only pending may still be changed.
asked as (

    select
        nps_events.source,
        nps_events.nps_event_id,
        coalesce(nps_events.tenant_id, customers.tenant_id) as tenant_id,
        nps_events.customer_id,
        nps_events.survey_id,
        nps_events.channel,
        nps_events.status,
        nps_events.score,
        nps_events.comment,
        nps_events.asked_at,
        nps_events.answered_at,
        nps_events.status = 'submitted'
        and nps_events.score is not null
        and coalesce(nps_events.answered_at <= sources.as_of, true) as is_answered
    from nps_events
    inner join sources on nps_events.source = sources.source
    left join customers
        on nps_events.source = customers.source and nps_events.customer_id = customers.customer_id
    where nps_events.asked_at is null or nps_events.asked_at <= sources.as_of

)

select
    asked.source,
    asked.nps_event_id,
    asked.tenant_id,
    tenants.tenant_name,
    tenants.segment,
    tenants.plan,
    asked.customer_id,
    asked.survey_id,
    surveys.survey_title,
    asked.channel,
    asked.status,
    asked.score,
    asked.comment,
    asked.is_answered,
    case
        when not asked.is_answered then null
        when asked.score >= 9 then 'promoter'
        when asked.score >= 7 then 'passive'
        else 'detractor'
    end as answer_group,
    asked.asked_at,
    asked.answered_at,
    cast(case when asked.is_answered then asked.answered_at end as date) as answered_on,
    cast(asked.asked_at as date) as asked_on
from asked
left join tenants on asked.tenant_id = tenants.tenant_id
left join surveys on asked.source = surveys.source and asked.survey_id = surveys.survey_id
