with

actions as (

    select * from {{ ref('agent_actions') }}

),

counted as (

    select
        source,
        agent_id,
        action_type,
        count(*) as action_count,
        count(case when is_ended then 1 end) as ended_count,
        count(case when is_succeeded then 1 end) as succeeded_count,
        count(case when is_stuck then 1 end) as stuck_count,
        percentile_cont(0.5) within group (order by case when is_ended then duration_seconds end) as median_seconds,
        percentile_cont(0.9) within group (order by case when is_ended then duration_seconds end) as p90_seconds,
        cast(sum(spend_usd) as decimal(18, 2)) as spend_usd
    from actions
    group by source, agent_id, action_type

),

of_other_agents as (

    select
        counted.source,
        counted.agent_id,
        counted.action_type,
        percentile_cont(0.5) within group (order by actions.duration_seconds) as others_median_seconds
    from counted
    inner join actions
        on
            counted.source = actions.source
            and counted.action_type = actions.action_type
            and counted.agent_id <> actions.agent_id
    where actions.is_ended
    group by counted.source, counted.agent_id, counted.action_type

)

select
    counted.source,
    counted.agent_id,
    counted.action_type,
    counted.action_count,
    counted.ended_count,
    counted.succeeded_count,
    counted.ended_count - counted.succeeded_count as failed_count,
    counted.stuck_count,
    cast(counted.succeeded_count as double) / nullif(counted.ended_count, 0) as success_rate,
    {{ wilson_bound('counted.succeeded_count', 'counted.ended_count', '-') }} as success_rate_low,
    {{ wilson_bound('counted.succeeded_count', 'counted.ended_count', '+') }} as success_rate_high,
    counted.median_seconds,
    counted.p90_seconds,
    of_other_agents.others_median_seconds,
    counted.spend_usd
from counted
left join of_other_agents
    on
        counted.source = of_other_agents.source
        and counted.agent_id = of_other_agents.agent_id
        and counted.action_type = of_other_agents.action_type
