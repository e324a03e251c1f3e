with

journeys as (

    select * from {{ ref('stg_platform__journeys') }}

),

flows as (

    select * from {{ ref('stg_platform__journey_flows') }}

),

steps as (

    select * from {{ ref('journey_steps') }}

),

ends as (

    select
        source,
        journey_id,
        max(step_number) as step_count,
        max(started_count) as started_count,
        min(reached_count) as finished_count
    from steps
    group by source, journey_id

),

drawn as (

    select
        source,
        journey_id,
        max(total_volume) as reported_volume,
        max(status) as flow_status
    from flows
    where journey_id is not null
    group by source, journey_id

)

select
    journeys.source,
    journeys.journey_id,
    journeys.journey_name,
    journeys.step_count as reported_step_count,
    ends.step_count,
    ends.started_count,
    ends.finished_count,
    cast(ends.finished_count as double) / nullif(ends.started_count, 0) as success_rate,
    {{ wilson_bound('ends.finished_count', 'ends.started_count', '-') }} as success_rate_low,
    {{ wilson_bound('ends.finished_count', 'ends.started_count', '+') }} as success_rate_high,
    journeys.success_rate as reported_success_rate,
    drawn.reported_volume,
    drawn.flow_status
from journeys
left join ends on journeys.source = ends.source and journeys.journey_id = ends.journey_id
left join drawn on journeys.source = drawn.source and journeys.journey_id = drawn.journey_id
