with

sla_clock_windows as (

    select * from {{ ref('sla_clock_windows') }}

)

select
    source,
    tenant_id,
    case_id,
    clock,
    window_number,
    priority,
    policy_id,
    calendar_id,
    target_seconds,
    started_at,
    stopped_at,
    status,
    elapsed_seconds,
    remaining_seconds,
    cast(elapsed_seconds as double) / nullif(target_seconds, 0) as target_used_share,
    is_breached,
    is_breached_on_final_target,
    breached_at,
    due_at,
    decided_at,
    no_due_reason,
    segment,
    sla_tier,
    arr_usd,
    as_of
from sla_clock_windows
