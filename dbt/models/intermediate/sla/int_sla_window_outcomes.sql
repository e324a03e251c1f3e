with

stretches as (

    select * from {{ ref('int_sla_stretches_to_compute') }}

),

due_times as (

    select * from {{ ref('int_sla_due_times') }}

),

window_targets as (

    select * from {{ ref('int_sla_window_targets_to_compute') }}

),

buckets as (

    select * from {{ ref('int_calendar_buckets') }}

),

-- What holds at the window's end: whether the clock stands still there, and the moment until which the target could
-- still be kept if the clock ran on.
last_stretches as (

    select
        window_key,
        target_number,
        calendar_key,
        kind as last_kind,
        started_second as last_started_second,
        elapsed_after as elapsed_seconds,
        business_second_at_end + target_seconds - elapsed_after as business_second_needed
    from stretches
    where is_last_stretch

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
        window_targets.window_key,
        window_targets.case_key,
        window_targets.priority,
        window_targets.policy_id,
        window_targets.calendar_id,
        window_targets.target_seconds,
        window_targets.window_started_second as started_second,
        case
            when last_stretches.last_kind = 'cancelled' then last_stretches.last_started_second
            when not window_targets.is_window_open then window_targets.window_ended_second
        end as stopped_second,
        last_stretches.last_kind,
        window_targets.is_window_open,
        window_targets.is_window_cancelled,
        last_stretches.elapsed_seconds,
        breaches.breached_second,
        case
            when last_stretches.last_kind in ('cancelled', 'no_target') or window_targets.is_window_cancelled then null
            when due_times.window_key is not null then due_times.due_second
            else {{ sla_second_of('last_stretches.calendar_key', 'last_stretches.business_second_needed', 'buckets') }}
        end as due_second,
        last_stretches.elapsed_seconds > window_targets.target_seconds as is_breached_on_final_target
    from last_stretches
    inner join window_targets
        on
            last_stretches.window_key = window_targets.window_key
            and last_stretches.target_number = window_targets.target_number
    left join breaches on last_stretches.window_key = breaches.window_key
    left join due_times
        on
            last_stretches.window_key = due_times.window_key
            and last_stretches.target_number = due_times.target_number
    {{ sla_join_bucket('buckets', 'last_stretches.calendar_key', 'last_stretches.business_second_needed') }}

)

select * from judged
