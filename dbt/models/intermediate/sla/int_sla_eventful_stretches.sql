with

window_targets as (

    select * from {{ ref('int_sla_window_targets_to_compute') }}

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
        in_order as (partition by window_key order by place),
        so_far as (
            partition by window_key order by place
            rows between unbounded preceding and current row
        )

),

-- A withdrawn target stays the one that was promised last.
with_target as (

    select
        window_key,
        started_second,
        next_second,
        {{ whole_quotient('target_code', '2') }} as target_number,
        target_code % 2 = 1 as is_withdrawn,
        pauses > 0 as is_paused,
        cancellations > 0 as is_cancelled
    from walked
    where target_code > 0 and (next_second is null or started_second < next_second)

),

eventful_stretches as (

    select
        window_targets.window_key,
        window_targets.case_key,
        window_targets.target_number,
        window_targets.calendar_key,
        with_target.started_second,
        least(coalesce(with_target.next_second, window_targets.window_ended_second), window_targets.window_ended_second)
            as ended_second,
        window_targets.window_started_second,
        window_targets.window_ended_second,
        window_targets.target_seconds,
        window_targets.is_window_open,
        with_target.is_withdrawn,
        with_target.is_paused,
        with_target.is_cancelled
    from with_target
    inner join window_targets
        on
            with_target.window_key = window_targets.window_key
            and with_target.target_number = window_targets.target_number
    where
        with_target.next_second is null
        or with_target.started_second < window_targets.window_ended_second

)

select * from eventful_stretches
where started_second < window_ended_second or window_started_second = window_ended_second
