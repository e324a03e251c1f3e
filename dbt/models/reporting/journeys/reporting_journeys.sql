with

journey_performance as (

    select * from {{ ref('journey_performance') }}

)

select
    source,
    journey_id,
    journey_name,
    cast(reported_step_count as bigint) as reported_step_count,
    cast(step_count as bigint) as step_count,
    cast(started_count as bigint) as started_count,
    cast(finished_count as bigint) as finished_count,
    success_rate,
    success_rate_low,
    success_rate_high,
    reported_success_rate,
    cast(reported_volume as bigint) as reported_volume,
    flow_status
from journey_performance
