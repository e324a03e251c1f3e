with

database_query_hours as (

    select * from {{ ref('database_query_hours') }}

)

select
    source,
    tenant_id,
    database_id,
    query_type,
    hour_of_day,
    day_count,
    query_count,
    mean_latency_ms,
    query_seconds,
    share_of_database_time,
    reported_critical_count,
    logged_count,
    logged_median_ms,
    logged_p95_ms
from database_query_hours
