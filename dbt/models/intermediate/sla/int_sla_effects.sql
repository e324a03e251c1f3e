with

signals as (

    select * from {{ ref('int_sla_signals') }}

),

rules as (

    select * from {{ ref('int_sla_clock_rules') }}

),

effects as (

    select
        {{ sla_clock_key('signals.case_key', 'rules.clock_number') }} as clock_key,
        signals.case_key,
        rules.clock_number,
        rules.windows,
        rules.effect,
        rules.rank_within_event,
        signals.occurred_second,
        signals.moment
    from signals
    inner join rules on signals.signal = rules.signal

)

select * from effects
