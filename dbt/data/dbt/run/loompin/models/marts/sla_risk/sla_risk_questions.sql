
  
  create view "warehouse"."marts"."sla_risk_questions__dbt_tmp" as (
    with

snapshots as (

    select * from "warehouse"."marts"."sla_risk_snapshots"

),

clocks as (

    select * from "warehouse"."marts"."sla_clock_windows"

),

-- What is asked for: every held-out look, by the fit that knows nothing of those weeks; and each clock open now.
questions as (

    select
        'judged' as fit,
        source,
        clock,
        window_key,
        snapshot_second,
        clock_state,
        used_bucket,
        priority,
        sla_tier,
        status
    from snapshots
    where is_held_out
    union all
    select
        'in use' as fit,
        source,
        clock,
        window_key,
        (epoch_us(as_of) // 1000000) as snapshot_second,
        status as clock_state,
        ((elapsed_seconds * 10) // (target_seconds)) as used_bucket,
        coalesce(priority, 'none') as priority,
        sla_tier,
        status
    from clocks
    where status in ('running', 'paused')

)

select * from questions
  );
