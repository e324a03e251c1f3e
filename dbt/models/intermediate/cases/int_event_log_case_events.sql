with

events as (

    select * from {{ ref('stg_event_log__events') }}

),

-- One row of a log states what was true of a case; an event is where that differs from the row before.
compared as (

    select
        *,
        {{ ignoring_nulls('lag', 'state') }} over in_order as state_before,
        {{ ignoring_nulls('lag', 'priority') }} over in_order as priority_before,
        lag(coalesce(group_name, '')) over in_order as group_before,
        lag(coalesce(assignee_id, '')) over in_order as assignee_before,
        row_number() over in_order as row_in_case,
        coalesce(group_name, '') as group_stated,
        coalesce(assignee_id, '') as assignee_stated
    from events
    window in_order as (
        partition by source, case_id
        order by occurred_at, occurred_microsecond, coalesce(source_order, 0), row_hash, row_ordinal
    )

),

-- A log that names its events says what happened; of the rest a row that says New at first says nothing new.
states as (

    select
        *,
        case when state = coalesce(state_before, 'New') then 'state_repeated' else 'state_changed' end as kind,
        state as value
    from compared
    where state is not null and not (state_before is null and state = 'New')

),

priorities as (

    select
        *,
        'priority_changed' as kind,
        priority as value
    from compared
    where priority is not null and priority is distinct from priority_before

),

-- The team and the person of a case's first row were there when the log begins; they are no change.
groups as (

    select
        *,
        'group_changed' as kind,
        nullif(group_stated, '') as value
    from compared
    where group_stated <> group_before

),

assignees as (

    select
        *,
        'assigned' as kind,
        nullif(assignee_stated, '') as value
    from compared
    where assignee_stated <> assignee_before

),

-- A reply is what a person on our side sends: of a message the log's actor decides, where it names one.
named as (

    select
        *,
        case
            when event_kind in ('public_reply', 'customer_message') and actor_kind in ('bot', 'system')
                then 'automation_step'
            when event_kind = 'public_reply' and actor_kind = 'customer' then 'customer_message'
            else event_kind
        end as kind,
        null as value
    from compared
    where event_kind is not null and event_kind not in ('created', 'state_changed', 'state_repeated')

),

unioned as (

    select * from states
    union all
    select * from priorities
    union all
    select * from groups
    union all
    select * from assignees
    union all
    select * from named

)

select
    source,
    case_id,
    kind,
    value,
    actor_id,
    actor_kind,
    row_in_case as source_order,
    0 as rank_within_kind,
    occurred_microsecond,
    occurred_at
from unioned
