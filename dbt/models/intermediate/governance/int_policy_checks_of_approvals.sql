with

rules as (

    select * from {{ ref('int_governance_rules') }}

),

actions as (

    select * from {{ ref('int_governed_actions') }}

),

governed_actions as (

    select * from {{ ref('governed_actions') }}

),

-- Checked is what needs a person: amounts that the rule names, and that went out.
needing_approval as (

    select
        rules.source,
        rules.policy_id,
        actions.tenant_id,
        actions.action_id,
        actions.agent_id,
        actions.action_type,
        actions.approved_by,
        actions.started_at,
        cast(actions.amount_usd as double) as amount_usd,
        rules.limit_value
    from rules
    inner join governed_actions on rules.subject = governed_actions.subject
    inner join actions
        on rules.source = actions.source and governed_actions.action_type = actions.action_type
    where
        rules.is_evaluated
        and rules.rule = 'req_appr'
        and actions.status in ('success', 'running')
        and {{ condition_holds('cast(actions.amount_usd as double)', 'rules.operator', 'rules.limit_value') }}
        and (rules.valid_from is null or actions.started_at >= rules.valid_from)

)

select
    source,
    policy_id,
    tenant_id,
    'action' as entity_kind,
    action_id as entity_id,
    agent_id,
    action_type,
    cast(started_at as date) as occurred_on,
    amount_usd as measured_value,
    limit_value,
    'nobody approved it' as finding,
    approved_by is null as is_violation
from needing_approval
