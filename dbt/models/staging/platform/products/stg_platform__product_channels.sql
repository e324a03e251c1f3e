with

raw_rows as (

    select * from {{ source('platform', 'product_channels') }}

),

renamed as (

    select
        source,
        product_id,
        channel,
        priority,
        is_available,
        loaded_at
    from raw_rows

)

select * from renamed
