with

raw_rows as (

    select * from {{ source('platform', 'database_slow_queries') }}

),

renamed as (

    select
        source,
        integration_id as database_id,
        id as slow_query_id,
        query_type,
        query_fingerprint,
        duration_ms,
        rows_examined,
        {{ whole_seconds('started_at') }} as started_at,
        loaded_at
    from raw_rows

)

select * from renamed
