with

agent_action_outcomes as (

    select * from {{ ref('agent_action_outcomes') }}

)

select
    source,
    agent_id,
    action_type,
    action_count,
    ended_count,
    succeeded_count,
    failed_count,
    stuck_count,
    success_rate,
    success_rate_low,
    success_rate_high,
    median_seconds,
    p90_seconds,
    others_median_seconds,
    spend_usd
from agent_action_outcomes
