with

scenes as (

    select * from {{ ref('stg_platform__product_scenes') }}

),

products as (

    select * from {{ ref('int_products') }}

),

-- A product without variants, such as a service, has nothing to show.
shown as (

    select
        products.source,
        products.product_id,
        products.product_name,
        products.status as product_status,
        scenes.scene_url,
        scenes.environment,
        scenes.model_format,
        products.is_active and products.variant_count > 0 and scenes.scene_url is null as is_missing,
        scenes.scene_url is not null
        and lower(scenes.scene_url) not like '%.' || lower(scenes.model_format) as is_other_format
    from products
    left join scenes on products.source = scenes.source and products.product_id = scenes.product_id

)

select * from shown
where scene_url is not null or is_missing
