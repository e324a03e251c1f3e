with

window_targets as (

    select * from {{ ref('int_sla_window_targets_to_compute') }}

),

interruptions as (

    select * from {{ ref('int_sla_window_interruptions') }}

),

eventful_windows as (

    select * from {{ ref('int_sla_eventful_windows') }}

),

eventful_targets as (

    select window_targets.*
    from window_targets
    inner join eventful_windows on window_targets.window_key = eventful_windows.window_key

),

target_points as (

    select
        window_key,
        case when target_number = 1 then window_started_second else from_second end as at_second,
        target_number * 2 as target_code,
        0 as pause_delta,
        0 as cancel_delta
    from eventful_targets

),

-- Where a promise was withdrawn, time goes on but does not count: an odd code stands for no target.
withdrawals as (

    select
        window_key,
        target_number,
        to_second
    from eventful_targets
    where to_second < window_ended_second

),

withdrawal_points as (

    select
        withdrawals.window_key,
        withdrawals.to_second as at_second,
        withdrawals.target_number * 2 + 1 as target_code,
        0 as pause_delta,
        0 as cancel_delta
    from withdrawals
    left join eventful_targets as next_targets
        on
            withdrawals.window_key = next_targets.window_key
            and withdrawals.target_number + 1 = next_targets.target_number
    where next_targets.from_second is null or next_targets.from_second > withdrawals.to_second

),

interruption_points as (

    select
        window_key,
        from_second as at_second,
        0 as target_code,
        case when kind = 'paused' then 1 else 0 end as pause_delta,
        case when kind = 'cancelled' then 1 else 0 end as cancel_delta
    from interruptions

    union all

    select
        window_key,
        to_second as at_second,
        0 as target_code,
        case when kind = 'paused' then -1 else 0 end as pause_delta,
        case when kind = 'cancelled' then -1 else 0 end as cancel_delta
    from interruptions

),

points as (

    select * from target_points
    union all
    select * from withdrawal_points
    union all
    select * from interruption_points

)

-- One number puts the points of a window in order: by second, then as the columns stand.
select
    window_key,
    at_second,
    target_code,
    pause_delta,
    cancel_delta,
    at_second * 1048576 + target_code * 4 + pause_delta + 1 as place
from points
