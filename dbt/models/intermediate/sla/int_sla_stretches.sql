with

windows as (

    select * from {{ ref('int_sla_windows') }}

),

window_targets as (

    select * from {{ ref('int_sla_window_targets') }}

),

moments as (

    select * from {{ ref('int_sla_window_moments') }}

),

-- Between two moments nothing changes: that is a stretch.
walked as (

    select
        window_key,
        at_second as started_second,
        lead(at_second) over along as next_second,
        {{ last_known('target_number') }} over along as target_number,
        sum(pause_delta) over along as pauses,
        sum(cancel_delta) over along as cancellations
    from moments
    window along as (
        partition by window_key order by at_second
        rows between unbounded preceding and current row
    )

),

stretches as (

    select
        windows.window_key,
        windows.case_key,
        walked.started_second,
        least(coalesce(walked.next_second, windows.ended_second), windows.ended_second) as ended_second,
        coalesce(walked.next_second, windows.ended_second) >= windows.ended_second and windows.ended_by = 'open'
            as is_still_open,
        case
            when walked.cancellations > 0 then 'cancelled'
            when window_targets.target_number is null then 'no_target'
            when walked.pauses > 0 then 'paused'
            else 'counted'
        end as kind,
        walked.target_number,
        window_targets.calendar_key,
        window_targets.target_seconds
    from walked
    inner join windows on walked.window_key = windows.window_key
    left join window_targets
        on
            walked.window_key = window_targets.window_key
            and walked.target_number = window_targets.target_number
    -- A window that was never promised anything has no target number; one that ended as it began is one stretch.
    where
        walked.target_number is not null
        and (walked.started_second < windows.ended_second or windows.started_second = windows.ended_second)

)

select * from stretches
