with

clocks as (

    select * from {{ ref('int_sla_promised_clocks') }}

),

effects as (

    select
        clock_number,
        windows,
        'start' as effect,
        starts_on as signals
    from clocks
    union all
    select
        clock_number,
        windows,
        'restart' as effect,
        restarts_on as signals
    from clocks
    union all
    select
        clock_number,
        windows,
        'stop' as effect,
        stops_on as signals
    from clocks
    union all
    select
        clock_number,
        windows,
        'cancel' as effect,
        cancels_on as signals
    from clocks

),

-- One row for each signal that a clock listens to. At one event a clock starts before it stops.
rules as (

    select
        effects.clock_number,
        effects.windows,
        effects.effect,
        listed.signal,
        cast(case effects.effect when 'start' then 1 when 'restart' then 2 when 'stop' then 3 else 4 end as smallint)
            as rank_within_event
    from effects
    cross join lateral (select {{ unnested(split_text('effects.signals', '|')) }} as signal) as listed
    where effects.signals is not null

)

select * from rules
where signal <> ''
