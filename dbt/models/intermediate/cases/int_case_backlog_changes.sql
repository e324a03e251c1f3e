with

spells as (

    select * from {{ ref('int_case_state_spells') }}

),

events as (

    select * from {{ ref('int_case_events') }}

),

milestones as (

    select * from {{ ref('int_case_milestones') }}

),

-- A case enters the backlog when it is opened or reopened, and leaves it when it is resolved, closed or removed.
moves as (

    select
        case_key,
        entered_second,
        case when state in ('Resolved', 'Closed') then 0 else 1 end as is_open,
        lag(case when state in ('Resolved', 'Closed') then 0 else 1 end) over (
            partition by case_key order by spell_number
        ) as was_open
    from spells

),

changes as (

    select
        case_key,
        entered_second as at_second,
        is_open - coalesce(was_open, 0) as delta
    from moves
    where is_open <> coalesce(was_open, 0)

),

-- A removed case that was open then leaves at its removal.
removals as (

    select
        milestones.case_key,
        max(events.occurred_second) as at_second,
        -1 as delta
    from milestones
    inner join events on milestones.case_key = events.case_key
    where
        milestones.removal in ('deleted', 'merged')
        and milestones.state not in ('Resolved', 'Closed')
        and events.kind in ('deleted', 'merged')
    group by milestones.case_key

),

all_changes as (

    select * from changes
    union all
    select * from removals

)

select * from all_changes
