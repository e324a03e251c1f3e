with

windows as (

    select * from {{ ref('int_sla_windows') }}

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

)

select * from eventful_stretches
