with

product_features as (

    select * from {{ ref('product_features') }}

)

select
    source,
    product_id,
    product_name,
    product_status,
    feature_name,
    feature_type,
    feature_status,
    is_draft_on_sale,
    is_deprecated_on_sale
from product_features
