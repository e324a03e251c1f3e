with

window_targets as (

    select * from {{ ref('int_sla_window_targets_to_compute') }}

),

interruptions as (

    select * from {{ ref('int_sla_interruptions') }}

),

-- Each window once; one that was never promised anything is not there, and needs no look.
windows as (

    select
        window_key,
        clock_key,
        window_started_second,
        window_ended_second
    from window_targets
    where target_number = 1

),

clipped as (

    select
        windows.window_key,
        interruptions.kind,
        greatest(interruptions.from_second, windows.window_started_second) as from_second,
        least(interruptions.to_second, windows.window_ended_second) as to_second
    from windows
    inner join interruptions
        on
            windows.clock_key = interruptions.clock_key
            and windows.window_ended_second > interruptions.from_second
            and windows.window_started_second < interruptions.to_second

)

select * from clipped
