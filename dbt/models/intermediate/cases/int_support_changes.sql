with

transitions as (

    select * from {{ ref('stg_support__case_state_transitions') }}

),

priority_changes as (

    select * from {{ ref('stg_support__case_priority_changes') }}

),

assignments as (

    select * from {{ ref('stg_support__case_assignments') }}

),

moves as (

    select
        source,
        case_id,
        case when kind = 'state_changed' and from_state = to_state then 'state_repeated' else kind end as kind,
        to_state as value,
        actor_id,
        actor_kind,
        source_order,
        {{ state_change_rank('from_state', 'to_state') }} as rank_within_kind,
        occurred_microsecond,
        occurred_at
    from transitions

),

priorities as (

    select
        source,
        case_id,
        'priority_changed' as kind,
        to_priority as value,
        actor_id,
        actor_kind,
        null as source_order,
        0 as rank_within_kind,
        occurred_microsecond,
        occurred_at
    from priority_changes

),

groups as (

    select
        source,
        case_id,
        'group_changed' as kind,
        group_name as value,
        actor_id,
        actor_kind,
        null as source_order,
        0 as rank_within_kind,
        assigned_microsecond as occurred_microsecond,
        assigned_at as occurred_at
    from assignments
    where group_name is not null

),

assignees as (

    select
        source,
        case_id,
        'assigned' as kind,
        assignee_id as value,
        actor_id,
        actor_kind,
        null as source_order,
        0 as rank_within_kind,
        assigned_microsecond as occurred_microsecond,
        assigned_at as occurred_at
    from assignments
    where assignee_id is not null

),

unioned as (

    select * from moves
    union all
    select * from priorities
    union all
    select * from groups
    union all
    select * from assignees

)

select * from unioned
