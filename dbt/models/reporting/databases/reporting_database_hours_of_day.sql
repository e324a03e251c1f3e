with

database_hours_of_day as (

    select * from {{ ref('database_hours_of_day') }}

)

select
    source,
    tenant_id,
    database_id,
    hour_of_day,
    day_count,
    query_count,
    p95_latency_ms,
    mean_latency_ms,
    mean_latency_low_ms,
    mean_latency_high_ms,
    usual_latency_ms,
    slowdown,
    is_slow_hour
from database_hours_of_day
