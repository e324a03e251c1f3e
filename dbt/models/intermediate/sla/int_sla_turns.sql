with

effects as (

    select * from {{ ref('int_sla_effects') }}
    where windows = 'each'

),

-- A clock that is never started in a case needs no look.
started as (

    select distinct clock_key from effects
    where effect = 'start'

),

-- Sorted are numbers alone: the rank stands for the effect, which is told again where windows are made.
compared as (

    select
        effects.clock_key,
        effects.rank_within_event,
        effects.occurred_second,
        effects.moment,
        {{ last_known_before("case effects.rank_within_event when 1 then true when 2 then null else false end") }}
            over (
                partition by effects.clock_key
                order by effects.moment, effects.rank_within_event
            ) as was_running
    from effects
    inner join started on effects.clock_key = started.clock_key

),

-- A start while the clock runs changes nothing, nor does an end while it does not.
turns as (

    select
        clock_key,
        rank_within_event,
        rank_within_event <= 2 as opens,
        occurred_second,
        moment
    from compared
    where (rank_within_event <> 1) = coalesce(was_running, false)

)

select * from turns
