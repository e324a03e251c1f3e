with

agent_months as (

    select * from {{ ref('agent_months') }}

)

select
    source,
    cast(null as varchar) as tenant_id,
    agent_id,
    agent_name,
    team,
    period_month,
    is_whole_month,
    case_count,
    handling_seconds,
    avg_handle_seconds,
    answer_count,
    csat,
    reported_case_count,
    reported_avg_handle_seconds,
    reported_csat,
    reported_status,
    resolved_by
from agent_months
