with

slow_statements as (

    select * from {{ ref('slow_statements') }}

)

select
    source,
    tenant_id,
    database_id,
    query_type,
    query_fingerprint,
    run_count,
    median_ms,
    p95_ms,
    total_seconds,
    share_of_slow_time,
    median_rows_examined,
    last_started_at
from slow_statements
