with

raw_rows as (

    select * from {{ source('platform', 'features') }}

),

renamed as (

    select
        source,
        product_id,
        name as feature_name,
        type as feature_type,
        status as feature_status,
        loaded_at
    from raw_rows

)

select * from renamed
