with

alerts as (

    select * from {{ ref('alerts') }}

)

select
    source,
    alert_key,
    rule_id,
    kind,
    rule_label,
    severity,
    alert_priority,
    subject,
    about,
    tenant_id,
    tenant_name,
    arr_usd,
    case_id,
    customer_id,
    component,
    group_name,
    case_priority,
    case_state,
    evidence,
    measured_value,
    threshold,
    n,
    money_for,
    amount_usd,
    began_at,
    ended_at,
    is_open,
    answered_at
from alerts
