with

windows as (

    select * from {{ ref('int_sla_windows') }}

),

window_targets as (

    select * from {{ ref('int_sla_window_targets') }}

),

clipped as (

    select * from {{ ref('int_sla_window_interruptions') }}

),

eventful_windows as (

    select * from {{ ref('int_sla_eventful_windows') }}

),

eventful_targets as (

    select
        window_targets.*,
        windows.started_second,
        windows.ended_second
    from window_targets
    inner join windows on window_targets.window_key = windows.window_key
    inner join eventful_windows on window_targets.window_key = eventful_windows.window_key

),

target_points as (

    select
        window_key,
        case when target_number = 1 then started_second else from_second end as at_second,
        target_number * 2 as target_code,
        0 as pause_delta,
        0 as cancel_delta
    from eventful_targets

),

-- Where a promise was withdrawn, time goes on but does not count: an odd code stands for no target.
withdrawal_points as (

    select
        withdrawn.window_key,
        withdrawn.to_second as at_second,
        withdrawn.target_number * 2 + 1 as target_code,
        0 as pause_delta,
        0 as cancel_delta
    from eventful_targets as withdrawn
    left join eventful_targets as next_targets
        on
            withdrawn.window_key = next_targets.window_key
            and withdrawn.target_number + 1 = next_targets.target_number
    where
        withdrawn.to_second < withdrawn.ended_second
        and (next_targets.from_second is null or next_targets.from_second > withdrawn.to_second)

),

interruption_points as (

    select
        window_key,
        from_second as at_second,
        0 as target_code,
        case when kind = 'paused' then 1 else 0 end as pause_delta,
        case when kind = 'cancelled' then 1 else 0 end as cancel_delta
    from clipped

    union all

    select
        window_key,
        to_second as at_second,
        0 as target_code,
        case when kind = 'paused' then -1 else 0 end as pause_delta,
        case when kind = 'cancelled' then -1 else 0 end as cancel_delta
    from clipped

),

points as (

    select * from target_points
    union all
    select * from withdrawal_points
    union all
    select * from interruption_points

)

select * from points
