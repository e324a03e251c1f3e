with

rules as (

    select * from {{ ref('int_governance_rules') }}

),

actions as (

    select * from {{ ref('int_governed_actions') }}

),

-- Money is spent whether an action succeeds or not.
spend_by_day as (

    select
        source,
        agent_id,
        cast(started_at as date) as spent_on,
        cast(sum(spend_usd) as double) as spend_usd
    from actions
    where spend_usd is not null and started_at is not null
    group by source, agent_id, cast(started_at as date)

)

select
    rules.source,
    rules.policy_id,
    cast(null as varchar) as tenant_id,
    'agent and day' as entity_kind,
    spend_by_day.agent_id || ' ' || cast(spend_by_day.spent_on as varchar) as entity_id,
    spend_by_day.agent_id,
    cast(null as varchar) as action_type,
    spend_by_day.spent_on as occurred_on,
    spend_by_day.spend_usd as measured_value,
    rules.limit_value,
    'spent more than its limit of the day' as finding,
    spend_by_day.spend_usd > rules.limit_value as is_violation
from rules
inner join spend_by_day on rules.source = spend_by_day.source
where
    rules.is_evaluated
    and rules.rule = 'max_spend'
    and (rules.valid_from is null or spend_by_day.spent_on >= cast(rules.valid_from as date))
