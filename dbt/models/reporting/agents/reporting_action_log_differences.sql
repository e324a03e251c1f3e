with

action_logs_side_by_side as (

    select * from {{ ref('action_logs_side_by_side') }}

)

select
    source,
    action_id,
    tenant_id,
    agent_id,
    action_type,
    verdict,
    status,
    unified_status,
    duration_seconds,
    unified_duration_seconds,
    started_at
from action_logs_side_by_side
where verdict <> 'same'
