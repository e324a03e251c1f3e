with

rules as (

    select * from {{ ref('int_access_rules') }}

),

actions as (

    select * from {{ ref('int_governed_actions') }}

)

select
    rules.source,
    rules.access_rule_id as policy_id,
    actions.tenant_id,
    'action' as entity_kind,
    actions.action_id as entity_id,
    actions.agent_id,
    actions.action_type,
    cast(actions.started_at as date) as occurred_on,
    cast(null as double) as measured_value,
    cast(null as double) as limit_value,
    case
        when rules.effect = 'Deny' then 'the access rules deny it'
        else 'allowed without personal data, which the text shows'
    end as finding,
    rules.effect = 'Deny'
    or (rules.effect = 'Allow_Masked' and (actions.shows_email or actions.shows_phone)) as is_violation
from rules
inner join actions
    on
        rules.source = actions.source
        and rules.entity = actions.target_entity
        and rules.action = actions.target_action
        and rules.role = actions.acting_role
where
    actions.status in ('success', 'running')
    and (rules.valid_from is null or actions.started_at >= rules.valid_from)
