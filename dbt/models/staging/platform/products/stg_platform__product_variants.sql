with

raw_rows as (

    select * from {{ source('platform', 'product_variants') }}

),

renamed as (

    select
        source,
        id as variant_id,
        product_id,
        sku,
        differentiator,
        stock_level,
        reorder_level,
        loaded_at
    from raw_rows

)

select * from renamed
