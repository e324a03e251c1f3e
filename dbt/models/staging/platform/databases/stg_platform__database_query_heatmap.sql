with

raw_rows as (

    select * from {{ source('platform', 'database_query_heatmap') }}

),

renamed as (

    select
        source,
        integration_id as database_id,
        query_type,
        impact as reported_impact,
        hour as hour_of_day,
        volume as query_count,
        latency_ms,
        observed_on,
        loaded_at
    from raw_rows

)

select * from renamed
