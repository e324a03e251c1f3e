with

agent_performance as (

    select * from {{ ref('agent_performance') }}

)

select
    source,
    cast(null as varchar) as tenant_id,
    agent_id,
    agent_name,
    team,
    case_count,
    avg_handle_seconds,
    avg_handle_low_seconds,
    avg_handle_high_seconds,
    median_handle_seconds,
    answer_count,
    csat,
    csat_low,
    csat_high,
    desk_csat,
    reported_status,
    reported_month_count,
    reported_case_count,
    counted_case_count,
    differing_month_count
from agent_performance
