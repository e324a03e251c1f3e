with

conditions as (

    select * from {{ ref('int_reflex_conditions') }}

),

observations as (

    select * from {{ ref('int_reflex_observations') }}

),

severities as (

    select * from {{ ref('alert_reflex_severities') }}

),

events as (

    select * from {{ ref('stg_platform__customer_events') }}

),

surveys as (

    select * from {{ ref('stg_support__satisfaction_surveys') }}

),

customers as (

    select * from {{ ref('stg_platform__customers') }}

),

sources as (

    select * from {{ ref('int_sources') }}

),

-- A score that holds until it changes is one event for as long as it holds; the others are one each time.
seen as (

    select
        observations.*,
        sources.as_of,
        conditions.reflex_name,
        conditions.trigger_condition,
        conditions.signal,
        conditions.threshold,
        coalesce(severities.severity, 'medium') as severity,
        coalesce(severities.holds_until_it_changes, false) as holds_until_it_changes
    from observations
    inner join conditions
        on observations.source = conditions.source and observations.reflex_id = conditions.reflex_id
    inner join sources on observations.source = sources.source
    left join severities on conditions.signal = severities.signal
    where
        observations.is_to_fire
        and (
            coalesce(severities.holds_until_it_changes, false)
            or {{ epoch_seconds('observations.observed_at') }}
            > sources.as_of_second - {{ alert_setting('history_days') * 86400 }}
        )

)

select
    seen.source,
    seen.reflex_id as rule_id,
    seen.tenant_id,
    seen.entity_id as subject,
    coalesce(events.case_id, surveys.case_id) as case_id,
    case
        when seen.holds_until_it_changes then 'holds'
        else cast({{ epoch_seconds('seen.observed_at') }} as varchar)
    end as event_part,
    seen.severity,
    seen.signal_value as measured_value,
    seen.threshold,
    cast(1 as bigint) as n,
    seen.reflex_name || ': ' || seen.signal || ' is ' || cast(round(seen.signal_value, 2) as varchar)
    || ' (' || seen.trigger_condition || ')' as evidence,
    seen.observed_at as began_at,
    -- A customer who has left is ill no more, nor falls ill.
    case
        when not seen.holds_until_it_changes then seen.observed_at
        when customers.churned_on <= cast(seen.as_of as date) then cast(customers.churned_on as timestamptz)
    end as ended_at
from seen
left join events on seen.source = events.source and seen.entity_id = events.event_id and seen.signal = 'sentiment'
left join surveys
    on seen.source = surveys.source and seen.entity_id = surveys.survey_response_id and seen.signal = 'csat'
left join customers
    on seen.source = customers.source and seen.entity_id = customers.customer_id and seen.signal = 'health'
where
    customers.churned_on is null
    or (
        cast(seen.observed_at as date) < customers.churned_on
        and {{ epoch_seconds('cast(customers.churned_on as timestamptz)') }}
        > {{ epoch_seconds('seen.as_of') }} - {{ alert_setting('history_days') * 86400 }}
    )
