with

checks as (

    select * from {{ ref('int_policy_checks') }}

),

rules as (

    select * from {{ ref('int_governance_rules') }}

),

tenants as (

    select * from {{ ref('int_tenants') }}

)

select
    checks.source,
    checks.policy_kind,
    checks.policy_id,
    coalesce(rules.policy_name, checks.policy_id) as policy_name,
    coalesce(rules.rule, 'access') as rule,
    checks.tenant_id,
    tenants.tenant_name,
    checks.entity_kind,
    checks.entity_id,
    checks.agent_id,
    checks.action_type,
    checks.finding,
    checks.measured_value,
    checks.limit_value,
    checks.occurred_on
from checks
left join rules
    on
        checks.source = rules.source
        and checks.policy_id = rules.policy_id
        and checks.policy_kind = 'governance'
left join tenants on checks.tenant_id = tenants.tenant_id
where checks.is_violation
