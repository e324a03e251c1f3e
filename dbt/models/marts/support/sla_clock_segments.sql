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

sources as (

    select * from {{ ref('int_sources') }}

),

identified as (

    select
        clocks.source,
        clocks.tenant_id,
        clocks.case_id,
        clocks.clock,
        clocks.window_number,
        stretches.segment_number,
        {{ instant('stretches.started_second') }} as segment_started_at,
        -- A clock that stands still does so until its case is looked at, whenever it was computed.
        {{ instant('case when stretches.is_still_open then sources.as_of_second else stretches.ended_second end') }}
            as segment_ended_at,
        stretches.kind,
        stretches.counted_seconds,
        case
            when
                stretches.kind = 'counted'
                then stretches.ended_second - stretches.started_second - stretches.counted_seconds
            else 0
        end as closed_seconds,
        stretches.elapsed_after as elapsed_seconds_after,
        -- While a promise is withdrawn there is none to name.
        case when not stretches.is_withdrawn then window_targets.priority end as priority,
        case when not stretches.is_withdrawn then window_targets.policy_id end as policy_id,
        case when not stretches.is_withdrawn then window_targets.calendar_id end as calendar_id,
        case when not stretches.is_withdrawn then stretches.target_seconds end as target_seconds
    from stretches
    inner join clocks on stretches.window_key = clocks.window_key
    inner join sources on clocks.source = sources.source
    inner join window_targets
        on stretches.window_key = window_targets.window_key and stretches.target_number = window_targets.target_number

)

select * from identified
