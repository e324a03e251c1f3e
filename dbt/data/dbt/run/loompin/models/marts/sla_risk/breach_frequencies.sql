
    

    create  table
      "warehouse"."marts"."breach_frequencies__dbt_tmp"
  
    
    as (
      with

snapshots as (

    select * from "warehouse"."marts"."sla_risk_snapshots"

),

-- Two fits of one method: what the hold-out judges knows nothing of the held-out weeks, what the list uses knows all.
looks as (

    select
        'judged' as fit,
        *
    from snapshots
    where not is_held_out and is_known_before_hold_out and status in ('met', 'breached')
    union all
    select
        'in use' as fit,
        *
    from snapshots
    where status in ('met', 'breached')

),

cells as (

    select
        fit,
        source,
        clock,
        clock_state,
        used_bucket,
        priority,
        sla_tier,
        count(*) as n,
        count(case when status = 'breached' then 1 end) as breached
    from looks
    group by fit, source, clock, clock_state, used_bucket, priority, sla_tier

),

summed as (

    select
        *,
        sum(n) over clocks as clock_n,
        sum(breached) over clocks as clock_breached,
        sum(n) over shares as share_n,
        sum(breached) over shares as share_breached,
        sum(n) over priorities as priority_n,
        sum(breached) over priorities as priority_breached
    from cells
    window
        clocks as (partition by fit, source, clock),
        shares as (partition by fit, source, clock, clock_state, used_bucket),
        priorities as (partition by fit, source, clock, clock_state, used_bucket, priority)

),

-- Each group's rate leans on that of the group around it, the more the fewer looks it has.
of_clock as (

    select
        *,
        cast(clock_breached as double) / clock_n as clock_probability
    from summed

),

of_share as (

    select
        *,
        (share_breached + 60 * clock_probability)
        / (share_n + 60) as share_probability
    from of_clock

),

of_priority as (

    select
        *,
        (priority_breached + 60 * share_probability)
        / (priority_n + 60) as priority_probability
    from of_share

),

of_tier as (

    select
        *,
        (breached + 60 * priority_probability)
        / (n + 60) as probability
    from of_priority

)

select * from of_tier
    );
    
  