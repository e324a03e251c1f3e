with

database_performance as (

    select * from {{ ref('database_performance') }}

)

select
    source,
    tenant_id,
    database_id,
    day_count,
    hour_count,
    p95_objective_ms,
    error_rate_objective,
    query_count,
    mean_latency_ms,
    p95_latency_ms,
    latency_missed_day_count,
    error_rate_missed_day_count,
    slow_hour_count,
    failing_hour_count,
    slowest_hour_of_day,
    slowest_hour_slowdown,
    recent_query_count,
    recent_failed_count,
    recent_error_rate,
    recent_error_rate_low,
    recent_error_rate_high,
    earlier_query_count,
    earlier_failed_count,
    earlier_error_rate,
    earlier_error_rate_low,
    earlier_error_rate_high
from database_performance
