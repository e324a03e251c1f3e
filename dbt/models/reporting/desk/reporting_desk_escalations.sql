with

desk_escalations as (

    select * from {{ ref('desk_escalations') }}

)

select
    source,
    tenant_id,
    tenant_name,
    case_id,
    escalation_id,
    incident_id,
    priority,
    level,
    component,
    to_team,
    owner_team,
    linked_bug_key,
    cast(update_cadence_minutes as bigint) as update_cadence_minutes,
    cast(escalated_days_ago as bigint) as escalated_days_ago,
    cast(time_to_acknowledge_seconds as bigint) as time_to_acknowledge_seconds,
    cast(updates_decided_count as bigint) as updates_decided_count,
    cast(updates_met_count as bigint) as updates_met_count,
    cast(updates_breached_count as bigint) as updates_breached_count,
    is_open,
    is_forgotten,
    is_with_owner,
    escalated_at,
    ended_at
from desk_escalations
