with

journey_steps as (

    select * from {{ ref('journey_steps') }}

)

select
    source,
    journey_id,
    journey_name,
    cast(step_number as bigint) as step_number,
    step,
    cast(reached_count as bigint) as reached_count,
    cast(started_count as bigint) as started_count,
    cast(step_before_count as bigint) as step_before_count,
    conversion_rate,
    conversion_rate_low,
    conversion_rate_high,
    cast(timed_count as bigint) as timed_count,
    median_seconds_since_step_before,
    p90_seconds_since_step_before
from journey_steps
