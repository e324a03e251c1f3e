with

stretches as (

    select * from "warehouse"."intermediate"."int_sla_measured_stretches"

),

clocks as (

    select * from "warehouse"."marts"."sla_clock_windows"

),

pieces as (

    select * from "warehouse"."intermediate"."int_calendar_pieces"

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

-- The part of a stretch in which the clock was at risk: it had a target and no breach yet.
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
        least(
            stretches.ended_second,
            outcomes.held_out_to_second,
            coalesce(outcomes.breached_second, stretches.ended_second)
        ) as to_second
    from outcomes
    inner join stretches on outcomes.window_key = stretches.window_key
    where stretches.kind in ('counted', 'paused') and stretches.target_seconds is not null

),

looks as (

    select
        *,
        unnest(generate_series(cast(((from_second + 14399) // (14400)) as bigint), cast(((to_second - 1) // (14400)) as bigint))) as look_number
    from at_risk
    where from_second < to_second

),

timed as (

    select
        *,
        look_number * 14400 as snapshot_second
    from looks

),

measured as (

    select
        timed.*,
        timed.elapsed_before + case
            when timed.kind = 'counted'
                then
                    case
        when timed.calendar_key = 0 then timed.snapshot_second
        else
            piece.business_seconds_before
            + case when piece.is_open then timed.snapshot_second - piece.starts_second else 0 end
    end
                    - timed.business_second_at_start
            else 0
        end as elapsed_seconds
    from timed
    left join pieces as piece
        on
            piece.calendar_key = timed.calendar_key
            and piece.utc_day = ((timed.snapshot_second) // (86400))
            and piece.starts_second <= timed.snapshot_second
            and piece.ends_second > timed.snapshot_second

)

select
    source,
    clock,
    window_key,
    snapshot_second,
    coalesce(priority, 'none') as priority,
    sla_tier,
    case when kind = 'paused' then 'paused' else 'running' end as clock_state,
    cast(elapsed_seconds as double) / target_seconds as used_share,
    ((elapsed_seconds * 10) // (target_seconds)) as used_bucket,
    status,
    decided_second,
    snapshot_second >= held_out_from_second as is_held_out,
    decided_second < held_out_from_second as is_known_before_hold_out
from measured
where elapsed_seconds <= target_seconds