with

raw_rows as (

    select * from {{ source('platform', 'product_scenes') }}

),

renamed as (

    select
        source,
        product_id,
        scene_url,
        environment,
        model_format,
        loaded_at
    from raw_rows

)

select * from renamed
