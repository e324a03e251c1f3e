with

cases as (

    select * from {{ ref('int_cases_to_compute') }}

),

kinds as (

    select * from {{ ref('case_event_kinds') }}

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
    union all
    select * from zendesk_events

),

-- Events after the source's as_of are not seen; ones before the opening happen at the opening.
seen_events as (

    select
        cases.case_key,
        told_events.kind,
        told_events.value,
        told_events.actor_id,
        told_events.actor_kind,
        told_events.source_order,
        told_events.occurred_microsecond,
        cases.opened_second,
        greatest({{ epoch_seconds('told_events.occurred_at') }}, cases.opened_second) as occurred_second
    from told_events
    inner join cases on told_events.source = cases.source and told_events.case_id = cases.case_id
    where {{ epoch_seconds('told_events.occurred_at') }} <= cases.as_of_second

),

creations as (

    select
        case_key,
        case when is_created_privately then 'created_privately' else 'created' end as kind,
        'New' as value,
        coalesce(requester_id, customer_id) as actor_id,
        case when is_created_privately then 'agent' else 'customer' end as actor_kind,
        null as source_order,
        0 as occurred_microsecond,
        opened_second,
        opened_second as occurred_second
    from cases

),

unioned as (

    select * from seen_events
    union all
    select * from creations

),

-- One number says all of the order, so that no pass over the timeline is needed just to put it in order.
ordered as (

    select
        unioned.case_key,
        unioned.kind,
        unioned.value,
        unioned.actor_id,
        unioned.actor_kind,
        unioned.occurred_second,
        {{ moment_order(
            '(unioned.occurred_second - unioned.opened_second)', 'unioned.occurred_microsecond', 'unioned.source_order',
            'kinds.rank_within_second'
        ) }} as moment
    from unioned
    inner join kinds on unioned.kind = kinds.kind

)

select * from ordered
