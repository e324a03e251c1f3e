with

sla_clock_segments as (

    select * from {{ ref('sla_clock_segments') }}

)

select
    source,
    tenant_id,
    case_id,
    clock,
    window_number,
    segment_number,
    segment_started_at,
    segment_ended_at,
    kind,
    counted_seconds,
    closed_seconds,
    elapsed_seconds_after,
    priority,
    policy_id,
    calendar_id,
    target_seconds
from sla_clock_segments
