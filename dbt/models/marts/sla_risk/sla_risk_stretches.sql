with

stretches as (

    select * from {{ ref('int_sla_measured_stretches') }}

),

window_targets as (

    select * from {{ ref('int_sla_window_targets') }}

),

clocks as (

    select * from {{ ref('sla_clock_windows') }}

),

periods as (

    select * from {{ ref('sla_risk_periods') }}

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
        {{ epoch_seconds('clocks.decided_at') }} as decided_second,
        {{ epoch_seconds('clocks.breached_at') }} as breached_second
    from clocks
    inner join periods on clocks.source = periods.source

),

-- Only stretches with a target: without one nothing can be breached.
at_risk as (

    select
        outcomes.*,
        window_targets.priority,
        stretches.kind,
        stretches.calendar_key,
        stretches.target_seconds,
        stretches.elapsed_before,
        stretches.business_second_at_start,
        stretches.started_second,
        greatest(stretches.started_second, outcomes.history_from_second) as from_second,
        -- A clock that stands still does so until it is looked at, whenever it was computed.
        case
            when stretches.is_still_open then outcomes.held_out_to_second
            else least(stretches.ended_second, outcomes.held_out_to_second)
        end as to_second,
        min(stretches.started_second) over (
            partition by stretches.window_key, stretches.target_number
        ) as target_from_second
    from outcomes
    inner join stretches on outcomes.window_key = stretches.window_key
    inner join window_targets
        on stretches.window_key = window_targets.window_key and stretches.target_number = window_targets.target_number
    where stretches.kind in ('counted', 'paused')

)

select * from at_risk
