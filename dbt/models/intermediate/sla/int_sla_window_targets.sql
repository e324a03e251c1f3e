with

promises as (

    select * from {{ ref('int_sla_window_promises') }}

),

-- What was promised during a window. The first target counts from the window's start even where it came later;
-- one that first came after the clock had ended makes no row.
numbered as (

    select
        *,
        row_number() over in_order as target_number,
        lead(from_second) over in_order is null as is_last_target
    from promises
    window in_order as (partition by window_key order by from_second)

),

-- Of a window with one target from its start to its end nothing more need be asked.
window_targets as (

    select
        window_key,
        clock_key,
        case_key,
        priority,
        policy_id,
        calendar_id,
        calendar_key,
        target_seconds,
        greatest(from_second, started_second) as from_second,
        least(to_second, greatest(ended_second, started_second + 1)) as to_second,
        target_number,
        is_last_target,
        target_number = 1 and is_last_target and to_second >= ended_second as is_only_target,
        started_second as window_started_second,
        ended_second as window_ended_second,
        ended_by = 'open' as is_window_open,
        ended_by = 'cancel' as is_window_cancelled
    from numbered

)

select * from window_targets
