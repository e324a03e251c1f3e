with

features as (

    select * from {{ ref('stg_platform__features') }}

),

products as (

    select * from {{ ref('int_products') }}

)

select
    features.source,
    features.product_id,
    products.product_name,
    products.status as product_status,
    features.feature_name,
    features.feature_type,
    features.feature_status,
    coalesce(products.is_active, false) and features.feature_status = 'Draft' as is_draft_on_sale,
    coalesce(products.is_active, false) and features.feature_status = 'Deprecated' as is_deprecated_on_sale
from features
left join products on features.source = products.source and features.product_id = products.product_id
