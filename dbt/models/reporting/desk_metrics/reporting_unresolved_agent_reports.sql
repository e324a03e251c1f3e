with

unresolved_agent_reports as (

    select * from {{ ref('unresolved_agent_reports') }}

)

select
    source,
    cast(null as varchar) as tenant_id,
    agent_name,
    reason,
    period_month,
    reported_case_count
from unresolved_agent_reports
