with

raw_rows as (

    select * from {{ source('platform', 'price_books') }}

),

renamed as (

    select
        source,
        name as price_book,
        currency,
        customer_group,
        priority,
        is_active,
        valid_from,
        valid_to,
        loaded_at
    from raw_rows

)

select * from renamed
