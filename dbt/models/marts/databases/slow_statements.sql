with

slow_queries as (

    select * from {{ ref('int_slow_queries') }}

),

counted as (

    select
        source,
        tenant_id,
        database_id,
        query_type,
        coalesce(query_fingerprint, 'not recorded') as query_fingerprint,
        count(*) as run_count,
        percentile_cont(0.5) within group (order by duration_ms) as median_ms,
        percentile_cont(0.95) within group (order by duration_ms) as p95_ms,
        sum(duration_ms) / 1000 as total_seconds,
        percentile_cont(0.5) within group (order by rows_examined) as median_rows_examined,
        max(started_at) as last_started_at
    from slow_queries
    group by source, tenant_id, database_id, query_type, coalesce(query_fingerprint, 'not recorded')

)

select
    *,
    total_seconds / nullif(sum(total_seconds) over (partition by source), 0) as share_of_slow_time
from counted
