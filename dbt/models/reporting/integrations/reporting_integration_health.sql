with

integration_health as (

    select * from {{ ref('integration_health') }}

)

select
    source,
    tenant_id,
    tenant_name,
    integration_id,
    provider,
    category,
    region,
    reported_status,
    finished_count,
    success_count,
    failed_count,
    cast(record_count as bigint) as record_count,
    median_duration_seconds,
    p90_duration_seconds,
    usual_interval_hours,
    last_success_at,
    lag_hours,
    running_hours,
    current_failure_streak,
    longest_failure_streak,
    failing_since,
    success_rate,
    success_rate_low,
    success_rate_high,
    health,
    is_silent
from integration_health
