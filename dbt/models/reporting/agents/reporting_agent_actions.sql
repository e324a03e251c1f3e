with

agent_actions as (

    select * from {{ ref('agent_actions') }}

)

select
    source,
    action_id,
    tenant_id,
    tenant_name,
    agent_id,
    action_type,
    status,
    acting_role,
    target_entity,
    target_action,
    playbook_id,
    playbook_run_id,
    playbook_step,
    incident_id,
    approved_by,
    duration_seconds,
    spend_usd,
    amount_usd,
    is_ended,
    is_succeeded,
    is_stuck,
    requested_at,
    started_at,
    started_on
from agent_actions
