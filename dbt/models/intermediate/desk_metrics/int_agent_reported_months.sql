with

reports as (

    select * from {{ ref('int_agent_reports') }}

)

select
    source,
    agent_id,
    period_month,
    max(csat) as reported_csat,
    max(case_count) as reported_case_count,
    max(avg_handle_seconds) as reported_avg_handle_seconds,
    max(status) as reported_status,
    max(resolved_by) as resolved_by
from reports
where agent_id is not null and period_month is not null
group by source, agent_id, period_month
