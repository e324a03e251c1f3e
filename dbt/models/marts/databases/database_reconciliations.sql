with

logged_hours as (

    select * from {{ ref('int_logged_query_hours') }}

),

heatmap as (

    select * from {{ ref('stg_platform__database_query_heatmap') }}

),

hours as (

    select * from {{ ref('int_database_hours') }}

),

owners as (

    select * from {{ ref('int_database_owners') }}

),

named as (

    select
        logged_hours.*,
        owners.tenant_id,
        logged_hours.database_id || ' ' || logged_hours.query_type || ' ' || cast(logged_hours.hour_of_day as varchar)
        || ' h' as entity_id
    from logged_hours
    left join owners on logged_hours.source = owners.source and logged_hours.database_id = owners.database_id

),

counted as (

    select
        source,
        database_id,
        observed_on,
        cast(substring(hour_of_day, 1, 2) as integer) as hour_of_day,
        sum(query_count) as query_count
    from heatmap
    group by source, database_id, observed_on, cast(substring(hour_of_day, 1, 2) as integer)

),

unioned as (

    select
        source,
        tenant_id,
        'database_query_heatmap.volume of logged sorts' as measure,
        entity_id,
        observed_on as period_date,
        cast(reported_count as double) as reported_value,
        cast(run_count as double) as computed_value,
        cast(0 as double) as tolerance
    from named

    union all

    select
        source,
        tenant_id,
        'database_query_heatmap.latency of logged sorts' as measure,
        entity_id,
        observed_on as period_date,
        reported_latency_ms as reported_value,
        mean_ms as computed_value,
        cast(1 as double) as tolerance
    from named

    union all

    -- All sorts of query of an hour together are its queries.
    select
        hours.source,
        hours.tenant_id,
        'database_metrics.throughput' as measure,
        hours.database_id || ' ' || cast(hours.hour_of_day as varchar) || ' h' as entity_id,
        hours.metric_date as period_date,
        hours.query_count as reported_value,
        cast(counted.query_count as double) as computed_value,
        0.005 * hours.query_count as tolerance
    from hours
    inner join counted
        on
            hours.source = counted.source
            and hours.database_id = counted.database_id
            and hours.metric_date = counted.observed_on
            and hours.hour_of_day = counted.hour_of_day

)

select * from unioned
