with

outcomes as (

    select * from {{ ref('agent_action_outcomes') }}

),

agents as (

    select
        source,
        agent_id,
        sum(action_count) as action_count,
        sum(ended_count) as ended_count,
        sum(succeeded_count) as succeeded_count,
        sum(failed_count) as failed_count,
        sum(stuck_count) as stuck_count,
        sum(spend_usd) as spend_usd
    from outcomes
    group by source, agent_id

),

types as (

    select
        source,
        action_type,
        sum(ended_count) as ended_count,
        sum(failed_count) as failed_count
    from outcomes
    group by source, action_type

),

-- What the other agents would have failed of the very same actions: an agent with hard tasks is not blamed for them. A
-- sort of action that only this agent takes has nothing to be compared with.
compared as (

    select
        outcomes.source,
        outcomes.agent_id,
        sum(outcomes.ended_count) as compared_count,
        sum(outcomes.failed_count) as compared_failed_count,
        sum(
            outcomes.ended_count * (types.failed_count - outcomes.failed_count) * 1.0
            / (types.ended_count - outcomes.ended_count)
        ) as expected_failed_count
    from outcomes
    inner join types on outcomes.source = types.source and outcomes.action_type = types.action_type
    where types.ended_count > outcomes.ended_count
    group by outcomes.source, outcomes.agent_id

)

select
    agents.source,
    agents.agent_id,
    cast(agents.action_count as bigint) as action_count,
    cast(agents.ended_count as bigint) as ended_count,
    cast(agents.succeeded_count as bigint) as succeeded_count,
    cast(agents.failed_count as bigint) as failed_count,
    cast(agents.stuck_count as bigint) as stuck_count,
    cast(agents.succeeded_count as double) / nullif(agents.ended_count, 0) as success_rate,
    {{ wilson_bound('agents.succeeded_count', 'agents.ended_count', '-') }} as success_rate_low,
    {{ wilson_bound('agents.succeeded_count', 'agents.ended_count', '+') }} as success_rate_high,
    cast(compared.compared_count as bigint) as compared_count,
    cast(compared.compared_failed_count as bigint) as compared_failed_count,
    cast(compared.expected_failed_count as double) as expected_failed_count,
    cast(compared.compared_failed_count as double) / nullif(compared.expected_failed_count, 0) as failure_ratio,
    -- More failures than the upper end of what the expected share would give leaves to chance.
    coalesce(
        {{ wilson_bound('compared.compared_failed_count', 'compared.compared_count', '-') }}
        > compared.expected_failed_count / compared.compared_count, false
    ) as fails_more_than_others,
    cast(agents.spend_usd as decimal(18, 2)) as spend_usd
from agents
left join compared on agents.source = compared.source and agents.agent_id = compared.agent_id
