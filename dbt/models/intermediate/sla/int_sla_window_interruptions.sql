with

windows as (

    select * from {{ ref('int_sla_windows') }}

),

interruptions as (

    select * from {{ ref('int_sla_interruptions') }}

),

window_targets as (

    select * from {{ ref('int_sla_window_targets') }}

),

-- A window that was never promised anything needs no look.
promised_windows as (

    select windows.*
    from windows
    inner join window_targets on windows.window_key = window_targets.window_key
    where window_targets.target_number = 1

),

clipped as (

    select
        windows.window_key,
        interruptions.kind,
        greatest(interruptions.from_second, windows.started_second) as from_second,
        least(interruptions.to_second, windows.ended_second) as to_second
    from promised_windows as windows
    inner join interruptions
        on
            windows.case_key = interruptions.case_key
            and windows.clock_number = interruptions.clock_number
            and windows.ended_second > interruptions.from_second
            and windows.started_second < interruptions.to_second

)

select * from clipped
