with

raw_rows as (

    select * from {{ source('ingestion', 'customer_versions') }}

),

renamed as (

    select
        source,
        id as customer_id,
        tenant_id,
        country,
        health_score,
        created_at,
        valid_from,
        valid_to
    from raw_rows

)

select * from renamed
