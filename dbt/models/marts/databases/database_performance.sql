with

days as (

    select * from {{ ref('database_days') }}

),

hours_of_day as (

    select * from {{ ref('database_hours_of_day') }}

),

-- The last two weeks of a database beside the two before, so that a change shows.
last_days as (

    select
        *,
        max(metric_date) over (partition by source) as last_date
    from days

),

placed as (

    select
        *,
        {{ dbt.datediff('metric_date', 'last_date', 'day') }}
            as days_before_last
    from last_days

),

summed as (

    select
        source,
        database_id,
        max(tenant_id) as tenant_id,
        max(p95_objective_ms) as p95_objective_ms,
        max(error_rate_objective) as error_rate_objective,
        count(*) as day_count,
        count(case when is_latency_missed then 1 end) as latency_missed_day_count,
        count(case when is_error_rate_missed then 1 end) as error_rate_missed_day_count,
        cast(sum(hour_count) as bigint) as hour_count,
        cast(sum(slow_hour_count) as bigint) as slow_hour_count,
        cast(sum(failing_hour_count) as bigint) as failing_hour_count,
        cast(sum(query_count) as bigint) as query_count,
        sum(query_count * mean_latency_ms) / nullif(sum(query_count), 0) as mean_latency_ms,
        sum(query_count * p95_latency_ms) / nullif(sum(query_count), 0) as p95_latency_ms,
        cast(sum(case when days_before_last < 14 then query_count else 0 end) as bigint) as recent_query_count,
        cast(sum(case when days_before_last < 14 then failed_count else 0 end) as bigint) as recent_failed_count,
        cast(sum(case when days_before_last between 14 and 27 then query_count else 0 end) as bigint)
            as earlier_query_count,
        cast(sum(case when days_before_last between 14 and 27 then failed_count else 0 end) as bigint)
            as earlier_failed_count
    from placed
    group by source, database_id

),

slowest as (

    select
        source,
        database_id,
        max_by(hour_of_day, mean_latency_ms) as slowest_hour_of_day,
        max(slowdown) as slowest_hour_slowdown
    from hours_of_day
    group by source, database_id

)

select
    summed.*,
    cast(summed.recent_failed_count as double) / nullif(summed.recent_query_count, 0) as recent_error_rate,
    {{ wilson_bound('summed.recent_failed_count', 'summed.recent_query_count', '-') }} as recent_error_rate_low,
    {{ wilson_bound('summed.recent_failed_count', 'summed.recent_query_count', '+') }} as recent_error_rate_high,
    cast(summed.earlier_failed_count as double) / nullif(summed.earlier_query_count, 0) as earlier_error_rate,
    {{ wilson_bound('summed.earlier_failed_count', 'summed.earlier_query_count', '-') }} as earlier_error_rate_low,
    {{ wilson_bound('summed.earlier_failed_count', 'summed.earlier_query_count', '+') }} as earlier_error_rate_high,
    slowest.slowest_hour_of_day,
    slowest.slowest_hour_slowdown
from summed
left join slowest on summed.source = slowest.source and summed.database_id = slowest.database_id
