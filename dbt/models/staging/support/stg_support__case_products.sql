with

raw_rows as (

    select * from {{ source('support', 'case_products') }}

),

renamed as (

    select
        source,
        case_id,
        product_id,
        loaded_at
    from raw_rows

)

select * from renamed
