with

product_connections as (

    select * from {{ ref('product_connections') }}

)

select
    source,
    product_a_id,
    product_b_id,
    product_a_name,
    product_b_name,
    relation_type,
    score,
    score_back,
    place_in_type,
    is_dangling,
    is_one_way,
    is_required_unavailable,
    finding
from product_connections
