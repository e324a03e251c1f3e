with

cases as (

    select * from {{ ref('int_cases_to_compute') }}

),

kinds as (

    select * from {{ ref('case_event_kinds') }}

),

keyed_events as (

    select * from {{ ref('int_keyed_case_events') }}

),

-- Events after the source's as_of are not seen; ones before the opening happen at the opening.
seen_events as (

    select
        keyed_events.case_key,
        keyed_events.kind,
        keyed_events.value,
        keyed_events.actor_id,
        keyed_events.actor_kind,
        keyed_events.source_order,
        keyed_events.rank_within_kind,
        keyed_events.occurred_microsecond,
        cases.opened_second,
        greatest(keyed_events.occurred_second, cases.opened_second) as occurred_second
    from keyed_events
    inner join cases on keyed_events.case_key = cases.case_key
    where keyed_events.occurred_second <= cases.as_of_second

),

creations as (

    select
        case_key,
        case when is_created_privately then 'created_privately' else 'created' end as kind,
        'New' as value,
        coalesce(requester_id, customer_id) as actor_id,
        case when is_created_privately then 'agent' else 'customer' end as actor_kind,
        null as source_order,
        0 as rank_within_kind,
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
            '(kinds.rank_within_second + unioned.rank_within_kind)'
        ) }} as moment
    from unioned
    inner join kinds on unioned.kind = kinds.kind

)

select * from ordered
