-- Nothing is silently dropped: a window is in the result exactly if a target was ever in force during it.
with

windows as (

    select * from {{ ref('int_sla_windows') }}

),

targets as (

    select * from {{ ref('int_sla_target_spells') }}

),

clocks as (

    select * from {{ ref('sla_clock_windows') }}

),

promised as (

    select distinct windows.window_key
    from windows
    inner join targets
        on
            windows.case_key = targets.case_key
            and windows.clock = targets.clock
            and targets.to_second > windows.started_second
            and (targets.from_second <= windows.started_second or targets.from_second < windows.ended_second)

)

select
    promised.window_key as promised_window_key,
    clocks.window_key as judged_window_key
from promised
full join clocks on promised.window_key = clocks.window_key
where promised.window_key is null or clocks.window_key is null
