with

rules as (

    select * from {{ ref('int_access_rules') }}

),

checks as (

    select * from {{ ref('int_policy_checks') }}

),

actions as (

    select * from {{ ref('int_governed_actions') }}

),

counted as (

    select
        source,
        policy_id as access_rule_id,
        count(*) as action_count,
        count(case when is_violation then 1 end) as violation_count
    from checks
    where policy_kind = 'access'
    group by source, policy_id

),

-- What agents did and no rule speaks of.
not_covered as (

    select
        actions.source,
        actions.target_entity || ' / ' || actions.target_action || ' / ' || actions.acting_role as access_rule_id,
        actions.target_entity as entity,
        actions.target_action as action,
        actions.acting_role as role,
        count(*) as action_count
    from actions
    left join rules
        on
            actions.source = rules.source
            and actions.target_entity = rules.entity
            and actions.target_action = rules.action
            and actions.acting_role = rules.role
    where actions.status in ('success', 'running') and actions.target_entity is not null and rules.source is null
    group by actions.source, actions.target_entity, actions.target_action, actions.acting_role

)

select
    rules.source,
    rules.access_rule_id,
    rules.entity,
    rules.action,
    rules.role,
    rules.effect,
    rules.permission_effects,
    rules.security_effects,
    rules.is_conflicting,
    coalesce(counted.action_count, 0) as action_count,
    coalesce(counted.violation_count, 0) as violation_count
from rules
left join counted on rules.source = counted.source and rules.access_rule_id = counted.access_rule_id

union all

select
    source,
    access_rule_id,
    entity,
    action,
    role,
    'no rule' as effect,
    cast(null as varchar) as permission_effects,
    cast(null as varchar) as security_effects,
    false as is_conflicting,
    action_count,
    0 as violation_count
from not_covered
