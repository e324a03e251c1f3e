with

deliveries as (

    select * from {{ ref('stg_ingestion__alert_deliveries') }}

),

-- Only what arrived has reached anybody.
told as (

    select
        alert_key || ' → ' || recipient as escalation_id,
        case_id,
        tenant_id,
        case when recipient_kind like '%on-call%' then 'sre' else 'engineering' end as kind,
        component,
        recipient as to_team,
        rule_id as reason,
        case severity when 'critical' then 240 when 'high' then 1440 end as update_cadence_minutes,
        occasion,
        delivered_at
    from deliveries
    where
        (recipient_kind like '%on-call%' or recipient_kind like '%component owner%')
        and case_id is not null
        and outcome = 'delivered'

)

select
    escalation_id,
    case_id,
    tenant_id,
    kind,
    component,
    to_team,
    reason,
    cast(update_cadence_minutes as bigint) as update_cadence_minutes,
    count(distinct case when occasion <> 'first' then delivered_at end) as reminder_count,
    min(delivered_at) as escalated_at,
    max(delivered_at) as last_told_at
from told
group by escalation_id, case_id, tenant_id, kind, component, to_team, reason, update_cadence_minutes
