with

hours as (

    select * from {{ ref('int_database_hours') }}

),

by_hour as (

    select
        source,
        tenant_id,
        database_id,
        hour_of_day,
        count(*) as day_count,
        cast(sum(query_count) as bigint) as query_count,
        sum(query_count * p95_latency_ms) / nullif(sum(query_count), 0) as p95_latency_ms,
        avg(avg_latency_ms) as mean_latency_ms,
        stddev_samp(avg_latency_ms) as latency_sd_ms
    from hours
    where hour_of_day is not null
    group by source, tenant_id, database_id, hour_of_day

),

usual as (

    select
        source,
        database_id,
        percentile_cont(0.5) within group (order by mean_latency_ms) as usual_latency_ms
    from by_hour
    group by source, database_id

),

compared as (

    select
        by_hour.source,
        by_hour.tenant_id,
        by_hour.database_id,
        by_hour.hour_of_day,
        by_hour.day_count,
        by_hour.query_count,
        by_hour.p95_latency_ms,
        by_hour.mean_latency_ms,
        {{ mean_bound('by_hour.mean_latency_ms', 'by_hour.latency_sd_ms', 'by_hour.day_count', '-') }}
            as mean_latency_low_ms,
        {{ mean_bound('by_hour.mean_latency_ms', 'by_hour.latency_sd_ms', 'by_hour.day_count', '+') }}
            as mean_latency_high_ms,
        usual.usual_latency_ms
    from by_hour
    inner join usual on by_hour.source = usual.source and by_hour.database_id = usual.database_id

)

select
    *,
    mean_latency_ms / nullif(usual_latency_ms, 0) as slowdown,
    coalesce(mean_latency_low_ms > 2 * usual_latency_ms, false) as is_slow_hour
from compared
