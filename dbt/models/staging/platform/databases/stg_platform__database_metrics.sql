with

raw_rows as (

    select * from {{ source('platform', 'database_metrics') }}

),

renamed as (

    select
        source,
        integration_id as database_id,
        tenant_id,
        avg_latency_ms,
        p95_latency_ms,
        throughput as query_count,
        error_rate,
        {{ whole_seconds('recorded_at') }} as recorded_at,
        loaded_at
    from raw_rows

)

select * from renamed
