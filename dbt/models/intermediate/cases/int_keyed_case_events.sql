with

cases as (

    select
        case_key,
        source,
        case_id
    from {{ ref('int_cases_to_compute') }}

),

support_events as (

    select * from {{ ref('int_support_case_events') }}

),

event_log_events as (

    select * from {{ ref('int_event_log_case_events') }}

),

case_list_events as (

    select * from {{ ref('int_case_list_events') }}

),

zendesk_events as (

    select * from {{ ref('int_zendesk_case_events') }}

),

told_events as (

    select * from support_events
    union all
    select * from event_log_events
    union all
    select * from case_list_events

),

keyed_events as (

    select
        cases.case_key,
        told_events.kind,
        told_events.value,
        told_events.actor_id,
        told_events.actor_kind,
        told_events.source_order,
        told_events.rank_within_kind,
        told_events.occurred_microsecond,
        {{ epoch_seconds('told_events.occurred_at') }} as occurred_second
    from told_events
    inner join cases on told_events.source = cases.source and told_events.case_id = cases.case_id
    union all
    select
        case_key,
        kind,
        value,
        actor_id,
        actor_kind,
        source_order,
        0 as rank_within_kind,
        occurred_microsecond,
        occurred_second
    from zendesk_events

)

select * from keyed_events
