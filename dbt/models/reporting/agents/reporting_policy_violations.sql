with

policy_violations as (

    select * from {{ ref('policy_violations') }}

)

select
    source,
    policy_kind,
    policy_id,
    policy_name,
    rule,
    tenant_id,
    tenant_name,
    entity_kind,
    entity_id,
    agent_id,
    action_type,
    finding,
    measured_value,
    limit_value,
    occurred_on
from policy_violations
