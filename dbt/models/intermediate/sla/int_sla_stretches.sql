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

-- Between two moments nothing changes: that is a stretch. Of several moments in one second the last knows all of it,
-- and the others have no length. Codes of targets only grow, so that the largest so far is the one in force.
walked as (

    select
        window_key,
        at_second as started_second,
        lead(at_second) over in_order as next_second,
        max(target_code) over so_far as target_code,
        sum(pause_delta) over so_far as pauses,
        sum(cancel_delta) over so_far as cancellations
    from moments
    window
        in_order as (partition by window_key order by at_second, target_code, pause_delta),
        so_far as (
            partition by window_key order by at_second, target_code, pause_delta
            rows between unbounded preceding and current row
        )

),

eventful_stretches as (

    select
        windows.window_key,
        windows.case_key,
        walked.started_second,
        least(coalesce(walked.next_second, windows.ended_second), windows.ended_second) as ended_second,
        windows.ended_second as window_ended_second,
        windows.ended_by,
        case when walked.target_code % 2 = 0 then {{ whole_quotient('walked.target_code', '2') }} else 0 end
            as target_number,
        walked.pauses,
        walked.cancellations,
        false as is_only_stretch
    from walked
    inner join windows on walked.window_key = windows.window_key
    where
        walked.target_code > 0
        and (
            walked.next_second is null
            or (walked.started_second < walked.next_second and walked.started_second < windows.ended_second)
        )
        and (walked.started_second < windows.ended_second or windows.started_second = windows.ended_second)

),

-- A window without moments of its own is one stretch.
only_stretches as (

    select
        windows.window_key,
        windows.case_key,
        windows.started_second,
        windows.ended_second,
        windows.ended_second as window_ended_second,
        windows.ended_by,
        window_targets.target_number,
        0 as pauses,
        0 as cancellations,
        true as is_only_stretch
    from windows
    inner join window_targets on windows.window_key = window_targets.window_key
    left join (select distinct window_key from moments) as eventful
        on windows.window_key = eventful.window_key
    where eventful.window_key is null

),

stretches as (

    select * from eventful_stretches
    union all
    select * from only_stretches

),

with_targets as (

    select
        stretches.window_key,
        stretches.case_key,
        stretches.started_second,
        stretches.ended_second,
        stretches.target_number,
        window_targets.calendar_key,
        window_targets.target_seconds,
        stretches.is_only_stretch,
        stretches.ended_second >= stretches.window_ended_second as is_last_stretch,
        stretches.ended_second >= stretches.window_ended_second and stretches.ended_by = 'open' as is_still_open,
        case
            when stretches.cancellations > 0 then 'cancelled'
            when window_targets.target_number is null then 'no_target'
            when stretches.pauses > 0 then 'paused'
            else 'counted'
        end as kind
    from stretches
    left join window_targets
        on
            stretches.window_key = window_targets.window_key
            and stretches.target_number = window_targets.target_number

)

select * from with_targets
