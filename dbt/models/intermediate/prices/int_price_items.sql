with

products as (

    select * from {{ ref('stg_platform__products') }}

),

variants as (

    select * from {{ ref('stg_platform__product_variants') }}

)

select
    products.source,
    coalesce(variants.variant_id, products.product_id) as item_id,
    products.product_id,
    products.product_name,
    products.status as product_status,
    variants.variant_id,
    variants.sku,
    variants.differentiator
from products
left join variants on products.source = variants.source and products.product_id = variants.product_id
