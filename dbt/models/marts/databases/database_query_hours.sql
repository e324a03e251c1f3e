with

heatmap as (

    select * from {{ ref('stg_platform__database_query_heatmap') }}

),

owners as (

    select * from {{ ref('int_database_owners') }}

),

slow_queries as (

    select * from {{ ref('int_slow_queries') }}

),

-- How bad it is, is the time that such queries took, and not the platform's word: of two hours that it calls Critical
-- and Medium the second may have taken twice the time.
counted as (

    select
        source,
        database_id,
        query_type,
        cast(substring(hour_of_day, 1, 2) as integer) as hour_of_day,
        count(distinct observed_on) as day_count,
        sum(query_count) as query_count,
        sum(query_count * latency_ms) / nullif(sum(query_count), 0) as mean_latency_ms,
        sum(query_count * latency_ms) / 1000 as query_seconds,
        count(case when reported_impact = 'Critical' then 1 end) as reported_critical_count
    from heatmap
    group by source, database_id, query_type, cast(substring(hour_of_day, 1, 2) as integer)

),

logged as (

    select
        source,
        database_id,
        query_type,
        hour_of_day,
        count(*) as logged_count,
        percentile_cont(0.5) within group (order by duration_ms) as logged_median_ms,
        percentile_cont(0.95) within group (order by duration_ms) as logged_p95_ms
    from slow_queries
    group by source, database_id, query_type, hour_of_day

)

select
    counted.source,
    owners.tenant_id,
    counted.database_id,
    counted.query_type,
    counted.hour_of_day,
    counted.day_count,
    cast(counted.query_count as bigint) as query_count,
    counted.mean_latency_ms,
    counted.query_seconds,
    counted.query_seconds / nullif(sum(counted.query_seconds) over (
        partition by counted.source, counted.database_id
    ), 0) as share_of_database_time,
    counted.reported_critical_count,
    coalesce(logged.logged_count, 0) as logged_count,
    logged.logged_median_ms,
    logged.logged_p95_ms
from counted
left join owners on counted.source = owners.source and counted.database_id = owners.database_id
left join logged
    on
        counted.source = logged.source
        and counted.database_id = logged.database_id
        and counted.query_type = logged.query_type
        and counted.hour_of_day = logged.hour_of_day
