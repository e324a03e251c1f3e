with

sla_clock_windows as (

    select * from {{ ref('sla_clock_windows') }}

),

sources as (

    select * from {{ ref('sources') }}

)

select
    sla_clock_windows.source,
    sla_clock_windows.tenant_id,
    sla_clock_windows.case_id,
    sla_clock_windows.clock,
    sla_clock_windows.window_number,
    sla_clock_windows.priority,
    sla_clock_windows.policy_id,
    sla_clock_windows.calendar_id,
    sla_clock_windows.target_seconds,
    sla_clock_windows.started_at,
    sla_clock_windows.stopped_at,
    sla_clock_windows.status,
    sla_clock_windows.elapsed_seconds,
    sla_clock_windows.remaining_seconds,
    cast(sla_clock_windows.elapsed_seconds as double)
    / nullif(sla_clock_windows.target_seconds, 0) as target_used_share,
    sla_clock_windows.is_breached,
    sla_clock_windows.is_breached_on_final_target,
    sla_clock_windows.breached_at,
    sla_clock_windows.due_at,
    sla_clock_windows.decided_at,
    sla_clock_windows.no_due_reason,
    sla_clock_windows.segment,
    sla_clock_windows.sla_tier,
    sla_clock_windows.arr_usd,
    sources.as_of
from sla_clock_windows
inner join sources on sla_clock_windows.source = sources.source
