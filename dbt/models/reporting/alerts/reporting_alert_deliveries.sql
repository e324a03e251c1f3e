with

alert_deliveries as (

    select * from {{ ref('alert_deliveries') }}

)

select
    message_id,
    alert_key,
    rule_id,
    entity_id,
    tenant_id,
    case_id,
    severity,
    occasion,
    recipient,
    recipient_kind,
    channel,
    alert_count,
    outcome,
    said,
    attempt_count,
    execution_time_ms,
    fired_at,
    delivered_at
from alert_deliveries
