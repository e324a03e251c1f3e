with

windows as (

    select * from {{ ref('int_sla_windows') }}

),

stretches as (

    select * from {{ ref('int_sla_stretches_to_compute') }}

),

due_times as (

    select * from {{ ref('int_sla_due_times') }}

),

window_targets as (

    select * from {{ ref('int_sla_window_targets') }}

),

-- What holds at the window's end: whether the clock stands still there, and the last target that was promised.
last_stretches as (

    select
        window_key,
        kind as last_kind,
        started_second as last_started_second,
        elapsed_after as elapsed_seconds
    from stretches
    where is_last_stretch

),

last_promises as (

    select * from window_targets
    where is_last_target

),

-- The first target that was exceeded while in force made the breach, and a breach stays one. Nobody can break a
-- promise before it was made.
breaches as (

    select
        due_times.window_key,
        min(greatest(due_times.due_second, window_targets.from_second)) as breached_second
    from due_times
    inner join window_targets
        on
            due_times.window_key = window_targets.window_key
            and due_times.target_number = window_targets.target_number
    where due_times.is_exceeded
    group by due_times.window_key

),

judged as (

    select
        windows.window_key,
        windows.case_key,
        windows.clock_number,
        windows.window_number,
        last_promises.priority,
        last_promises.policy_id,
        last_promises.calendar_id,
        last_promises.target_seconds,
        windows.started_second,
        case
            when last_stretches.last_kind = 'cancelled' then last_stretches.last_started_second
            else windows.stopped_second
        end as stopped_second,
        last_stretches.last_kind,
        windows.ended_by,
        last_stretches.elapsed_seconds,
        breaches.breached_second,
        case
            when last_stretches.last_kind in ('cancelled', 'no_target') or windows.ended_by = 'cancel' then null
            else due_times.due_second
        end as due_second,
        last_stretches.elapsed_seconds > last_promises.target_seconds as is_breached_on_final_target
    from windows
    inner join last_stretches on windows.window_key = last_stretches.window_key
    inner join last_promises on windows.window_key = last_promises.window_key
    left join breaches on windows.window_key = breaches.window_key
    left join due_times
        on windows.window_key = due_times.window_key and last_promises.target_number = due_times.target_number

)

select * from judged
