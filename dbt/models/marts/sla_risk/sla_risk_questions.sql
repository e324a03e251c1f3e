with

snapshots as (

    select * from {{ ref('sla_risk_snapshots') }}

),

clocks as (

    select
        clocks.*,
        sources.as_of
    from {{ ref('sla_clock_windows') }} as clocks
    inner join {{ ref('sources') }} as sources on clocks.source = sources.source

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
        {{ epoch_seconds('as_of') }} as snapshot_second,
        status as clock_state,
        {{ risk_bucket('elapsed_seconds', 'target_seconds') }} as used_bucket,
        coalesce(priority, 'none') as priority,
        sla_tier,
        status
    from clocks
    where status in ('running', 'paused')

)

select * from questions
