with

effects as (

    select * from {{ ref('int_sla_effects') }}

),

-- A clock that is never started in a case needs no look.
started as (

    select distinct
        case_key,
        clock_number
    from effects
    where windows = 'each' and effect = 'start'

),

compared as (

    select
        effects.*,
        {{ last_known_before("case effects.effect when 'start' then true when 'restart' then null else false end") }}
            over (
                partition by effects.case_key, effects.clock_number
                order by effects.moment, effects.rank_within_event
            ) as was_running
    from effects
    inner join started on effects.case_key = started.case_key and effects.clock_number = started.clock_number

),

-- A start while the clock runs changes nothing, nor does an end while it does not.
turns as (

    select
        case_key,
        clock_number,
        effect,
        effect in ('start', 'restart') as opens,
        occurred_second,
        moment,
        rank_within_event
    from compared
    where (effect <> 'start') = coalesce(was_running, false)

)

select * from turns
