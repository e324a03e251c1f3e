with

metrics as (

    select * from {{ ref('stg_platform__database_metrics') }}

),

sources as (

    select * from {{ ref('int_sources') }}

),

objectives as (

    select * from {{ ref('database_objectives') }}

),

-- The hour before it was recorded, which at midnight belongs to the day that ended.
placed as (

    select
        metrics.source,
        metrics.tenant_id,
        metrics.database_id,
        metrics.query_count,
        metrics.query_count * metrics.error_rate as failed_count,
        metrics.avg_latency_ms,
        metrics.p95_latency_ms,
        {{ instant(epoch_seconds('metrics.recorded_at') ~ ' - 3600') }} as began_at
    from metrics
    inner join sources on metrics.source = sources.source
    where metrics.recorded_at is null or metrics.recorded_at <= sources.as_of

)

select
    placed.source,
    placed.tenant_id,
    placed.database_id,
    placed.query_count,
    placed.failed_count,
    placed.avg_latency_ms,
    placed.p95_latency_ms,
    coalesce(own.p95_latency_ms, usual.p95_latency_ms) as p95_objective_ms,
    coalesce(own.error_rate, usual.error_rate) as error_rate_objective,
    placed.began_at,
    cast(placed.began_at as date) as metric_date,
    cast(extract(hour from placed.began_at) as integer) as hour_of_day
from placed
left join objectives as own on placed.database_id = own.database_id
left join objectives as usual on usual.database_id = 'any'
