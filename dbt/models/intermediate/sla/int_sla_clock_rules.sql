with

clocks as (

    select * from {{ ref('sla_clocks') }}

),

effects as (

    select
        clock,
        'start' as effect,
        starts_on as signals
    from clocks
    union all
    select
        clock,
        'stop' as effect,
        stops_on as signals
    from clocks
    union all
    select
        clock,
        'cancel' as effect,
        cancels_on as signals
    from clocks

),

-- One row for each signal that a clock listens to. At one event a clock starts before it stops.
rules as (

    select
        effects.clock,
        effects.effect,
        listed.signal,
        case effects.effect when 'start' then 1 when 'stop' then 2 else 3 end as rank_within_event
    from effects
    cross join lateral (select {{ unnested(split_text('effects.signals', '|')) }} as signal) as listed
    where effects.signals is not null

)

select * from rules
where signal <> ''
