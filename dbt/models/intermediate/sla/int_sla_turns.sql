with

signals as (

    select * from {{ ref('int_sla_signals') }}

),

rules as (

    select * from {{ ref('int_sla_clock_rules') }}

),

effects as (

    select
        signals.case_key,
        rules.clock,
        rules.effect,
        rules.effect = 'start' as opens,
        signals.occurred_second,
        signals.order_within_second,
        rules.rank_within_event
    from signals
    inner join rules on signals.signal = rules.signal

),

compared as (

    select
        *,
        lag(opens) over (
            partition by case_key, clock
            order by occurred_second, order_within_second, rank_within_event
        ) as opened_before
    from effects

),

-- A start while the clock runs changes nothing, nor does an end while it does not.
turns as (

    select
        case_key,
        clock,
        effect,
        opens,
        occurred_second,
        order_within_second,
        rank_within_event
    from compared
    where opens <> coalesce(opened_before, false)

)

select * from turns
