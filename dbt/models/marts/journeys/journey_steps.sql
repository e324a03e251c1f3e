with

positions as (

    select * from {{ ref('journey_positions') }}

),

visits as (

    select * from {{ ref('journey_visits') }}

),

counted as (

    select
        source,
        journey_id,
        step_number,
        count(*) as reached_count,
        count(seconds_since_step_before) as timed_count,
        percentile_cont(0.5) within group (order by seconds_since_step_before) as median_seconds_since_step_before,
        percentile_cont(0.9) within group (order by seconds_since_step_before) as p90_seconds_since_step_before
    from visits
    group by source, journey_id, step_number

),

joined as (

    select
        positions.source,
        positions.journey_id,
        positions.journey_name,
        positions.step_number,
        positions.step,
        coalesce(counted.reached_count, 0) as reached_count,
        coalesce(counted.timed_count, 0) as timed_count,
        counted.median_seconds_since_step_before,
        counted.p90_seconds_since_step_before
    from positions
    left join counted
        on
            positions.source = counted.source
            and positions.journey_id = counted.journey_id
            and positions.step_number = counted.step_number

),

with_steps_before as (

    select
        *,
        first_value(reached_count) over (partition by source, journey_id order by step_number) as started_count,
        lag(reached_count) over (partition by source, journey_id order by step_number) as step_before_count
    from joined

)

-- Of those who took the step before, those who took this one.
select
    *,
    cast(reached_count as double) / nullif(step_before_count, 0) as conversion_rate,
    {{ wilson_bound('reached_count', 'step_before_count', '-') }} as conversion_rate_low,
    {{ wilson_bound('reached_count', 'step_before_count', '+') }} as conversion_rate_high
from with_steps_before
