
    

    create  table
      "warehouse"."marts"."sla_risk_predictions__dbt_tmp"
  
    
    as (
      with

snapshots as (

    select * from "warehouse"."marts"."sla_risk_snapshots"

),

frequencies as (

    select * from "warehouse"."marts"."breach_frequencies"

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

),

by_clock as (

    select distinct
        fit,
        source,
        clock,
        clock_n,
        clock_probability
    from frequencies

),

by_share as (

    select distinct
        fit,
        source,
        clock,
        clock_state,
        used_bucket,
        share_n,
        share_probability
    from frequencies

),

by_priority as (

    select distinct
        fit,
        source,
        clock,
        clock_state,
        used_bucket,
        priority,
        priority_n,
        priority_probability
    from frequencies

),

-- The finest group that history knows answers.
answered as (

    select
        questions.fit,
        questions.source,
        questions.clock,
        questions.window_key,
        questions.snapshot_second,
        questions.status,
        by_clock.clock_probability as base_rate,
        coalesce(
            frequencies.probability,
            by_priority.priority_probability,
            by_share.share_probability,
            by_clock.clock_probability
        ) as probability,
        cast(coalesce(by_priority.priority_n, by_share.share_n, by_clock.clock_n) as bigint) as similar_count
    from questions
    left join by_clock using (fit, source, clock)
    left join by_share using (fit, source, clock, clock_state, used_bucket)
    left join by_priority using (fit, source, clock, clock_state, used_bucket, priority)
    left join frequencies using (fit, source, clock, clock_state, used_bucket, priority, sla_tier)

)

select * from answered
    );
    
  