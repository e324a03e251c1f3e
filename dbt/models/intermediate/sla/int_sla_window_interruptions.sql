with

windows as (

    select * from {{ ref('int_sla_windows') }}

),

interruptions as (

    select * from {{ ref('int_sla_interruptions') }}

),

clipped as (

    select
        windows.window_key,
        interruptions.kind,
        greatest(interruptions.from_second, windows.started_second) as from_second,
        least(interruptions.to_second, windows.ended_second) as to_second
    from windows
    inner join interruptions
        on
            windows.case_key = interruptions.case_key
            and windows.clock = interruptions.clock
            and windows.ended_second > interruptions.from_second
            and windows.started_second < interruptions.to_second

)

select * from clipped
