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

target_points as (

    select
        window_targets.window_key,
        case
            when window_targets.target_number = 1 then windows.started_second
            else window_targets.from_second
        end as at_second,
        window_targets.target_number,
        0 as pause_delta,
        0 as cancel_delta
    from window_targets
    inner join windows on window_targets.window_key = windows.window_key

),

-- Where a promise was withdrawn, time goes on but does not count: target 0 stands for none.
withdrawal_points as (

    select
        window_key,
        to_second as at_second,
        0 as target_number,
        0 as pause_delta,
        0 as cancel_delta
    from (
        select
            window_targets.window_key,
            window_targets.to_second,
            lead(window_targets.from_second) over (
                partition by window_targets.window_key order by window_targets.from_second
            ) as next_from_second,
            windows.ended_second
        from window_targets
        inner join windows on window_targets.window_key = windows.window_key
    ) as followed
    where to_second < ended_second and (next_from_second is null or next_from_second > to_second)

),

interruption_points as (

    select
        window_key,
        from_second as at_second,
        null as target_number,
        case when kind = 'paused' then 1 else 0 end as pause_delta,
        case when kind = 'cancelled' then 1 else 0 end as cancel_delta
    from clipped

    union all

    select
        window_key,
        to_second as at_second,
        null as target_number,
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

),

moments as (

    select
        window_key,
        at_second,
        max(target_number) as target_number,
        sum(pause_delta) as pause_delta,
        sum(cancel_delta) as cancel_delta
    from points
    group by window_key, at_second

)

select * from moments
