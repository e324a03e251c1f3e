with

page_load_times as (

    select * from {{ ref('page_load_times') }}

)

select
    source,
    cast(null as varchar) as tenant_id,
    page,
    browser,
    load_count,
    median_ms,
    median_low_ms,
    median_high_ms,
    p95_ms,
    slow_count,
    slow_rate,
    slow_rate_low,
    slow_rate_high,
    load_count_elsewhere,
    median_elsewhere_ms,
    slowdown,
    is_slow_here
from page_load_times
