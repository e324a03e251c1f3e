with

promises as (

    select * from {{ ref('int_sla_window_promises') }}

),

-- What was promised during a window. The first target counts from the window's start even where it came later;
-- one that first came after the clock had ended makes no row.
window_targets as (

    select
        window_key,
        case_key,
        priority,
        policy_id,
        calendar_id,
        calendar_key,
        target_seconds,
        greatest(from_second, started_second) as from_second,
        least(to_second, greatest(ended_second, started_second + 1)) as to_second,
        row_number() over in_order as target_number,
        lead(from_second) over in_order is null as is_last_target
    from promises
    window in_order as (partition by window_key order by from_second)

)

select * from window_targets
