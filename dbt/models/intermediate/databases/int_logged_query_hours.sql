with

heatmap as (

    select * from {{ ref('stg_platform__database_query_heatmap') }}
    where database_id is not null and observed_on is not null

),

slow_queries as (

    select * from {{ ref('int_slow_queries') }}

),

logged as (

    select
        source,
        database_id,
        query_type,
        started_on,
        hour_of_day,
        count(*) as run_count,
        avg(duration_ms) as mean_ms
    from slow_queries
    group by source, database_id, query_type, started_on, hour_of_day

),

-- Only sorts of query that a database logs can be counted from its log; of the others the log holds no run.
logged_sorts as (

    select
        source,
        database_id,
        query_type,
        min(started_on) as first_day,
        max(started_on) as last_day
    from logged
    group by source, database_id, query_type

),

countable as (

    select
        heatmap.source,
        heatmap.database_id,
        heatmap.query_type,
        heatmap.observed_on,
        cast(substring(heatmap.hour_of_day, 1, 2) as integer) as hour_of_day,
        heatmap.query_count,
        heatmap.latency_ms
    from heatmap
    inner join logged_sorts
        on
            heatmap.source = logged_sorts.source
            and heatmap.database_id = logged_sorts.database_id
            and heatmap.query_type = logged_sorts.query_type
            and heatmap.observed_on between logged_sorts.first_day and logged_sorts.last_day

)

select
    coalesce(countable.source, logged.source) as source,
    coalesce(countable.database_id, logged.database_id) as database_id,
    coalesce(countable.query_type, logged.query_type) as query_type,
    coalesce(countable.observed_on, logged.started_on) as observed_on,
    coalesce(countable.hour_of_day, logged.hour_of_day) as hour_of_day,
    countable.query_count as reported_count,
    countable.latency_ms as reported_latency_ms,
    logged.run_count,
    logged.mean_ms
from countable
full outer join logged
    on
        countable.source = logged.source
        and countable.database_id = logged.database_id
        and countable.query_type = logged.query_type
        and countable.observed_on = logged.started_on
        and countable.hour_of_day = logged.hour_of_day
