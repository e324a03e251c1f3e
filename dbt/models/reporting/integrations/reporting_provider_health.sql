with

provider_health as (

    select * from {{ ref('provider_health') }}

)

select
    source,
    provider,
    integration_count,
    unhealthy_count,
    finished_count,
    success_count,
    failed_count,
    success_rate,
    success_rate_low,
    success_rate_high,
    worst_integration_share,
    main_error_reason,
    main_error_share,
    median_duration_seconds,
    median_lag_hours,
    longest_failure_streak,
    changed_on,
    is_worse,
    cast(finished_before as bigint) as finished_before,
    failure_rate_before,
    cast(finished_since as bigint) as finished_since,
    failure_rate_since,
    failure_rate_since_low,
    failure_rate_since_high
from provider_health
