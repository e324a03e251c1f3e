with

journey_flows as (

    select * from {{ ref('journey_flows') }}

)

select
    source,
    tenant_id,
    tenant_name,
    cast(step_number as bigint) as step_number,
    from_touchpoint,
    to_touchpoint,
    is_end,
    cast(case_count as bigint) as case_count,
    cast(timed_count as bigint) as timed_count,
    median_seconds,
    p90_seconds,
    cast(promised_count as bigint) as promised_count,
    cast(breached_count as bigint) as breached_count,
    breach_rate,
    breach_rate_low,
    breach_rate_high,
    cast(breached_here_count as bigint) as breached_here_count,
    cast(rated_count as bigint) as rated_count,
    average_csat,
    average_csat_low,
    average_csat_high
from journey_flows
