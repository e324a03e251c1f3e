with

history as (

    select * from {{ ref('stg_zendesk__ticket_field_history') }}

),

tickets as (

    select * from {{ ref('stg_zendesk__tickets') }}

),

groups as (

    select * from {{ ref('stg_zendesk__groups') }}

),

priorities as (

    select * from {{ ref('int_zendesk_priorities') }}

),

priority_changes as (

    select
        source,
        case_id,
        'priority_changed' as kind,
        priority as value,
        actor_id,
        updated_at as occurred_at
    from priorities
    where priority is not null

),

-- The group a ticket was opened with is where its story begins, not a change.
group_changes as (

    select
        history.source,
        history.ticket_id as case_id,
        'group_changed' as kind,
        coalesce(groups.group_name, history.value) as value,
        history.user_id as actor_id,
        history.updated_at as occurred_at
    from history
    inner join tickets on history.source = tickets.source and history.ticket_id = tickets.ticket_id
    left join groups on history.source = groups.source and history.value = groups.group_id
    where history.field_name = 'group_id' and history.updated_at > tickets.created_at

),

assignments as (

    select
        source,
        ticket_id as case_id,
        'assigned' as kind,
        value,
        user_id as actor_id,
        updated_at as occurred_at
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
    source,
    case_id,
    kind,
    value,
    actor_id,
    cast(null as bigint) as source_order,
    occurred_at
from unioned
