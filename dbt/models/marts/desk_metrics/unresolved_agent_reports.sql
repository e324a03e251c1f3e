with

reports as (

    select * from {{ ref('int_agent_reports') }}

)

select
    source,
    agent_name,
    resolved_by as reason,
    period_month,
    case_count as reported_case_count
from reports
where agent_id is null
