with

alert_escalations as (

    select * from {{ ref('alert_escalations') }}

)

select
    escalation_id,
    case_id,
    tenant_id,
    kind,
    component,
    to_team,
    reason,
    update_cadence_minutes,
    reminder_count,
    escalated_at,
    last_told_at
from alert_escalations
