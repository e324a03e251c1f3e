with

raw_rows as (

    select * from {{ source('platform', 'price_entries') }}

),

renamed as (

    select
        source,
        id as entry_id,
        price_book,
        product_id,
        variant_id,
        amount,
        valid_from,
        valid_to,
        loaded_at
    from raw_rows

)

select * from renamed
