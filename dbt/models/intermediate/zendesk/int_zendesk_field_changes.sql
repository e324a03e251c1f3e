with

history as (

    select * from {{ ref('int_zendesk_history_to_compute') }}

),

tickets as (

    select * from {{ ref('int_zendesk_tickets_to_compute') }}

),

groups as (

    select * from {{ ref('stg_zendesk__groups') }}

),

priorities as (

    select * from {{ ref('int_zendesk_priorities') }}

),

priority_changes as (

    select
        priorities.case_key,
        'priority_changed' as kind,
        priorities.priority as value,
        priorities.actor_id,
        {{ epoch_seconds('priorities.updated_at') }} as occurred_second
    from priorities
    inner join tickets on priorities.case_key = tickets.case_key
    where priorities.priority is not null

),

-- The group a ticket was opened with is where its story begins, not a change.
group_changes as (

    select
        history.case_key,
        'group_changed' as kind,
        coalesce(groups.group_name, history.value) as value,
        history.user_id as actor_id,
        {{ epoch_seconds('history.updated_at') }} as occurred_second
    from history
    inner join tickets on history.case_key = tickets.case_key
    left join groups on history.source = groups.source and history.value = groups.group_id
    where history.field_name = 'group_id' and history.updated_at > tickets.created_at

),

assignments as (

    select
        case_key,
        'assigned' as kind,
        value,
        user_id as actor_id,
        {{ epoch_seconds('updated_at') }} as occurred_second
    from history
    where field_name = 'assignee_id'

),

unioned as (

    select * from priority_changes
    union all
    select * from group_changes
    union all
    select * from assignments

)

select
    case_key,
    kind,
    value,
    actor_id,
    cast(null as bigint) as source_order,
    occurred_second
from unioned
