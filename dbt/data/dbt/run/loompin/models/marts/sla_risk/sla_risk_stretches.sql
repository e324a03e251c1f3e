
  
  create view "warehouse"."marts"."sla_risk_stretches__dbt_tmp" as (
    with

stretches as (

    select * from "warehouse"."intermediate"."int_sla_measured_stretches"

),

clocks as (

    select * from "warehouse"."marts"."sla_clock_windows"

),

periods as (

    select * from "warehouse"."marts"."sla_risk_periods"

),

-- A breach is known at its due time; without one, how it went is known when the clock ends.
outcomes as (

    select
        clocks.source,
        clocks.clock,
        clocks.window_key,
        clocks.sla_tier,
        clocks.status,
        periods.history_from_second,
        periods.held_out_from_second,
        periods.held_out_to_second,
        (epoch_us(clocks.decided_at) // 1000000) as decided_second,
        (epoch_us(clocks.breached_at) // 1000000) as breached_second
    from clocks
    inner join periods on clocks.source = periods.source

),

-- Only stretches with a target: without one nothing can be breached.
at_risk as (

    select
        outcomes.*,
        stretches.priority,
        stretches.kind,
        stretches.calendar_key,
        stretches.target_seconds,
        stretches.elapsed_before,
        stretches.business_second_at_start,
        stretches.started_second,
        greatest(stretches.started_second, outcomes.history_from_second) as from_second,
        least(stretches.ended_second, outcomes.held_out_to_second) as to_second,
        min(stretches.started_second) over (
            partition by stretches.window_key, stretches.target_number
        ) as target_from_second
    from outcomes
    inner join stretches on outcomes.window_key = stretches.window_key
    where stretches.kind in ('counted', 'paused') and stretches.target_seconds is not null

)

select * from at_risk
  );
