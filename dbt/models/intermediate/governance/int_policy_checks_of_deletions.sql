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

-- A deletion that is not done yet is measured up to now; one that failed or was called off may have been tried again.
asked_for as (

    select
        rules.source,
        rules.policy_id,
        actions.tenant_id,
        actions.action_id,
        actions.agent_id,
        actions.action_type,
        actions.requested_at,
        rules.limit_value,
        case when actions.status = 'success' then actions.ended_second else actions.as_of_second end as measured_second,
        {{ epoch_seconds('actions.requested_at') }} as requested_second
    from rules
    inner join governed_actions on rules.subject = governed_actions.subject
    inner join actions
        on rules.source = actions.source and governed_actions.action_type = actions.action_type
    where
        rules.is_evaluated
        and rules.rule = 'delete_req'
        and actions.requested_at is not null
        and actions.status in ('success', 'running', 'queued')
        and (rules.valid_from is null or actions.started_at >= rules.valid_from)

),

timed as (

    select
        *,
        (measured_second - requested_second) / 86400.0 as days_taken
    from asked_for

)

select
    source,
    policy_id,
    tenant_id,
    'action' as entity_kind,
    action_id as entity_id,
    agent_id,
    action_type,
    cast(requested_at as date) as occurred_on,
    cast(days_taken as double) as measured_value,
    limit_value,
    'days from the request to the deletion' as finding,
    days_taken > limit_value as is_violation
from timed
