with

raw_rows as (

    select * from {{ source('platform', 'product_connections') }}

),

renamed as (

    select
        source,
        product_a_id,
        product_b_id,
        relation_type,
        score,
        loaded_at
    from raw_rows

)

select * from renamed
