with

raw_rows as (

    select * from {{ source('platform', 'suppliers') }}

),

renamed as (

    select
        source,
        id as supplier_id,
        name as supplier_name,
        category,
        status,
        rating,
        loaded_at
    from raw_rows

)

select * from renamed
