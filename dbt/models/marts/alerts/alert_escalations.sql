with

deliveries as (

    select * from {{ ref('stg_ingestion__alert_deliveries') }}

),

-- Only what arrived has reached anybody.
arrived as (

    select
        *,
        case severity when 'critical' then 240 when 'high' then 1440 end as update_cadence_minutes
    from deliveries
    where case_id is not null and outcome = 'delivered'

),

to_on_call as (

    select
        alert_key,
        case_id,
        tenant_id,
        'sre' as kind,
        component,
        on_call as to_team,
        rule_id,
        update_cadence_minutes,
        occasion,
        delivered_at
    from arrived
    where on_call is not null

),

-- A team that is on call and owns the component is told once.
to_owners as (

    select
        alert_key,
        case_id,
        tenant_id,
        'engineering' as kind,
        component,
        component_owner as to_team,
        rule_id,
        update_cadence_minutes,
        occasion,
        delivered_at
    from arrived
    where component_owner is not null and component_owner is distinct from on_call

),

told as (

    select * from to_on_call
    union all
    select * from to_owners

)

select
    alert_key || ' → ' || to_team as escalation_id,
    case_id,
    tenant_id,
    kind,
    component,
    to_team,
    rule_id as reason,
    cast(min(update_cadence_minutes) as bigint) as update_cadence_minutes,
    count(distinct case when occasion <> 'first' then delivered_at end) as reminder_count,
    min(delivered_at) as escalated_at,
    max(delivered_at) as last_told_at
from told
group by alert_key, case_id, tenant_id, kind, component, to_team, rule_id
