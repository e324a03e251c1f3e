with

spells as (

    select * from {{ ref('int_case_state_spells') }}

),

events as (

    select * from {{ ref('int_case_events') }}

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

last_states as (

    select
        case_key,
        max_by(state, spell_number) as state
    from spells
    group by case_key

),

last_removals as (

    select
        case_key,
        max_by(kind, moment) as removal,
        max(case when kind in ('deleted', 'merged') then occurred_second end) as at_second
    from events
    where kind in ('deleted', 'recovered', 'merged')
    group by case_key

),

-- A removed case that was open then leaves at its removal.
removals as (

    select
        last_removals.case_key,
        last_removals.at_second,
        -1 as delta
    from last_removals
    inner join last_states on last_removals.case_key = last_states.case_key
    where
        last_removals.removal in ('deleted', 'merged')
        and last_states.state not in ('Resolved', 'Closed')

),

all_changes as (

    select * from changes
    union all
    select * from removals

)

select * from all_changes
