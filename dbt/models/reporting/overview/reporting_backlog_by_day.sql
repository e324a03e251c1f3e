with

case_backlog_by_day as (

    select * from {{ ref('case_backlog_by_day') }}

)

select
    source,
    tenant_id,
    segment,
    priority,
    backlog_date,
    open_case_count
from case_backlog_by_day
