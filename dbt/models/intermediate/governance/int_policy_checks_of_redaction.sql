with

rules as (

    select * from {{ ref('int_governance_rules') }}

),

actions as (

    select * from {{ ref('int_governed_actions') }}

)

select
    rules.source,
    rules.policy_id,
    actions.tenant_id,
    'action' as entity_kind,
    actions.action_id as entity_id,
    actions.agent_id,
    actions.action_type,
    cast(actions.started_at as date) as occurred_on,
    cast(null as double) as measured_value,
    cast(null as double) as limit_value,
    case
        when rules.redacts_email and actions.shows_email then 'an e-mail address stands in the text'
        else 'a telephone number stands in the text'
    end as finding,
    (rules.redacts_email and actions.shows_email) or (rules.redacts_phone and actions.shows_phone) as is_violation
from rules
inner join actions on rules.source = actions.source
where
    rules.is_evaluated
    and rules.rule = 'redact'
    and actions.has_output
    and (rules.valid_from is null or actions.started_at >= rules.valid_from)
