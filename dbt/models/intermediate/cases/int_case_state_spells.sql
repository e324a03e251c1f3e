with

events as (

    select * from {{ ref('int_case_events_to_compute') }}

),

states as (

    select
        case_key,
        value as state,
        occurred_second,
        moment,
        lag(value) over in_order as state_before
    from events
    where kind in ('created', 'created_privately', 'state_changed')
    window in_order as (partition by case_key order by moment)

),

-- A state that is stated again is no new spell.
entries as (

    select * from states
    where state is distinct from state_before

),

spells as (

    select
        case_key,
        state,
        state_before,
        occurred_second as entered_second,
        moment,
        row_number() over in_order as spell_number,
        lead(occurred_second) over in_order as left_second
    from entries
    window in_order as (partition by case_key order by moment)

)

select * from spells
