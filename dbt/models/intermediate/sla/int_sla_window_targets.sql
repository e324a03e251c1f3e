with

windows as (

    select * from {{ ref('int_sla_windows') }}

),

targets as (

    select * from {{ ref('int_sla_target_spells') }}

),

-- What was promised during a window. The first target counts from the window's start even where it came later;
-- one that first came after the clock had ended makes no row.
window_targets as (

    select
        windows.window_key,
        targets.priority,
        targets.policy_id,
        targets.calendar_id,
        targets.calendar_key,
        targets.target_seconds,
        greatest(targets.from_second, windows.started_second) as from_second,
        least(targets.to_second, greatest(windows.ended_second, windows.started_second + 1)) as to_second,
        row_number() over (partition by windows.window_key order by targets.from_second) as target_number
    from windows
    inner join targets
        on
            windows.case_key = targets.case_key
            and windows.clock = targets.clock
            and windows.started_second < targets.to_second
            and (windows.started_second >= targets.from_second or windows.ended_second > targets.from_second)

)

select * from window_targets
