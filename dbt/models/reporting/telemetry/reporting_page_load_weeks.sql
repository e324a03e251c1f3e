with

page_load_weeks as (

    select * from {{ ref('page_load_weeks') }}

)

select
    source,
    cast(null as varchar) as tenant_id,
    page,
    load_week,
    day_count,
    load_count,
    median_ms,
    p95_ms
from page_load_weeks
