with

hours as (

    select * from {{ ref('int_database_hours') }}

),

-- An hour counts by its queries: a quiet night does not outweigh a busy noon.
summed as (

    select
        source,
        tenant_id,
        database_id,
        metric_date,
        count(*) as hour_count,
        cast(sum(query_count) as bigint) as query_count,
        cast(round(sum(failed_count)) as bigint) as failed_count,
        sum(query_count * avg_latency_ms) / nullif(sum(query_count), 0) as mean_latency_ms,
        sum(query_count * p95_latency_ms) / nullif(sum(query_count), 0) as p95_latency_ms,
        max(p95_latency_ms) as worst_p95_latency_ms,
        max(p95_objective_ms) as p95_objective_ms,
        max(error_rate_objective) as error_rate_objective,
        count(case when p95_latency_ms > p95_objective_ms then 1 end) as slow_hour_count,
        count(case when failed_count > error_rate_objective * query_count then 1 end) as failing_hour_count
    from hours
    group by source, tenant_id, database_id, metric_date

),

rated as (

    select
        *,
        cast(failed_count as double) / nullif(query_count, 0) as error_rate,
        {{ wilson_bound('failed_count', 'query_count', '-') }} as error_rate_low,
        {{ wilson_bound('failed_count', 'query_count', '+') }} as error_rate_high
    from summed

)

select
    *,
    p95_latency_ms > p95_objective_ms as is_latency_missed,
    error_rate > error_rate_objective as is_error_rate_missed
from rated
