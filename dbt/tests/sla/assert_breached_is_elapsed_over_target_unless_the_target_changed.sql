-- Breach flag, elapsed and target come from one computation; only a change of target may part them.
with

clocks as (

    select * from {{ ref('sla_clock_windows') }}

),

stretches as (

    select * from {{ ref('int_sla_measured_stretches') }}

),

targets as (

    select
        window_key,
        count(distinct target_seconds) as target_count
    from stretches
    group by window_key

)

select
    clocks.source,
    clocks.case_id,
    clocks.clock,
    clocks.window_number,
    clocks.is_breached,
    clocks.elapsed_seconds,
    clocks.target_seconds
from clocks
inner join targets on clocks.window_key = targets.window_key
where
    clocks.is_breached <> (clocks.elapsed_seconds > clocks.target_seconds)
    and targets.target_count = 1
