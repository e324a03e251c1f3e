with

raw_rows as (

    select * from {{ source('platform', 'products') }}

),

renamed as (

    select
        source,
        id as product_id,
        name as product_name,
        brand,
        category,
        status,
        version as shown_version,
        cast({{ whole_seconds('created_at') }} as date) as created_on,
        loaded_at
    from raw_rows

)

select * from renamed
