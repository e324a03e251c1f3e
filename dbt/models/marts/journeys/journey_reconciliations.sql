with

journeys as (

    select * from {{ ref('journey_performance') }}

),

unioned as (

    -- A journey is counted as of the moment looked at, and reported a little later or earlier.
    select
        source,
        cast(null as varchar) as tenant_id,
        'journeys.success_rate' as measure,
        journey_id as entity_id,
        cast(null as date) as period_date,
        reported_success_rate as reported_value,
        success_rate as computed_value,
        cast(0.01 as double) as tolerance
    from journeys

    union all

    select
        source,
        cast(null as varchar) as tenant_id,
        'journey_flows.total_volume' as measure,
        journey_id as entity_id,
        cast(null as date) as period_date,
        cast(reported_volume as double) as reported_value,
        cast(started_count as double) as computed_value,
        greatest(2, 0.01 * started_count) as tolerance
    from journeys
    where reported_volume is not null

)

select * from unioned
