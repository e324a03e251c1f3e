with

events as (

    select * from {{ ref('int_case_events_to_compute') }}

),

-- Sorted are numbers alone, which is twice as fast.
numbered as (

    select
        case_key,
        {{ state_number('value') }} as state_number,
        occurred_second,
        moment
    from events
    where kind in ('created', 'created_privately', 'state_changed')

),

states as (

    select
        case_key,
        state_number,
        occurred_second,
        moment,
        lag(state_number) over (partition by case_key order by moment) as state_number_before
    from numbered

),

-- A state that is stated again is no new spell.
entries as (

    select * from states
    where state_number is distinct from state_number_before

),

spells as (

    select
        case_key,
        state_number,
        state_number_before,
        occurred_second as entered_second,
        moment,
        row_number() over in_order as spell_number,
        lead(occurred_second) over in_order as left_second
    from entries
    window in_order as (partition by case_key order by moment)

)

select
    case_key,
    {{ state_of_number('state_number') }} as state,
    {{ state_of_number('state_number_before') }} as state_before,
    entered_second,
    moment,
    spell_number,
    left_second
from spells
