with

database_days as (

    select * from {{ ref('database_days') }}

)

select
    source,
    tenant_id,
    database_id,
    metric_date,
    hour_count,
    query_count,
    failed_count,
    mean_latency_ms,
    p95_latency_ms,
    worst_p95_latency_ms,
    p95_objective_ms,
    error_rate,
    error_rate_low,
    error_rate_high,
    error_rate_objective,
    slow_hour_count,
    failing_hour_count,
    is_latency_missed,
    is_error_rate_missed
from database_days
