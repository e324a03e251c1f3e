with

swarm_performance as (

    select * from {{ ref('swarm_performance') }}

)

select
    source,
    agent_id,
    action_count,
    ended_count,
    succeeded_count,
    failed_count,
    stuck_count,
    success_rate,
    success_rate_low,
    success_rate_high,
    compared_count,
    compared_failed_count,
    expected_failed_count,
    failure_ratio,
    fails_more_than_others,
    spend_usd
from swarm_performance
