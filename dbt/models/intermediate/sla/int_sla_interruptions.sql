with

spells as (

    select * from {{ ref('int_case_state_spells_to_compute') }}

),

events as (

    select * from {{ ref('int_case_events_to_compute') }}

),

clocks as (

    select * from {{ ref('int_sla_promised_clocks') }}

),

pausing_states as (

    select
        clocks.clock_number,
        listed.state
    from clocks
    cross join lateral (select {{ unnested(split_text('clocks.pauses_in', '|')) }} as state) as listed
    where clocks.pauses_in is not null

),

pauses as (

    select
        spells.case_key,
        pausing_states.clock_number,
        'paused' as kind,
        spells.entered_second as from_second,
        coalesce(spells.left_second, cast(253402300800 as bigint)) as to_second
    from spells
    inner join pausing_states on spells.state = pausing_states.state

),

removals as (

    select
        case_key,
        kind,
        occurred_second as from_second,
        lead(occurred_second) over (
            partition by case_key order by moment
        ) as to_second
    from events
    where kind in ('deleted', 'merged', 'recovered')

),

-- A case that is deleted or merged is out of every clock until it is recovered, if it ever is.
suspensions as (

    select
        removals.case_key,
        clocks.clock_number,
        'cancelled' as kind,
        removals.from_second,
        coalesce(removals.to_second, cast(253402300800 as bigint)) as to_second
    from removals
    cross join clocks
    where removals.kind <> 'recovered'

),

unioned as (

    select * from pauses
    union all
    select * from suspensions

)

select
    {{ sla_clock_key('case_key', 'clock_number') }} as clock_key,
    kind,
    from_second,
    to_second
from unioned
where from_second < to_second
