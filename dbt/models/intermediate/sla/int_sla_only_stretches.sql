with

window_targets as (

    select * from {{ ref('int_sla_window_targets_to_compute') }}

),

interruptions as (

    select * from {{ ref('int_sla_window_interruptions') }}

),

-- A window without moments of its own is one stretch.
only_stretches as (

    select
        window_targets.window_key,
        window_targets.case_key,
        window_targets.target_number,
        window_targets.calendar_key,
        window_targets.window_started_second as started_second,
        window_targets.window_ended_second as ended_second,
        window_targets.window_started_second,
        window_targets.window_ended_second,
        window_targets.target_seconds,
        window_targets.is_window_open,
        false as is_withdrawn,
        false as is_paused,
        false as is_cancelled
    from window_targets
    left join interruptions on window_targets.window_key = interruptions.window_key
    where window_targets.is_only_target and interruptions.window_key is null

)

select * from only_stretches
