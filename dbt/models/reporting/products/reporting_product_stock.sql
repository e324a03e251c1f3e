with

product_stock as (

    select * from {{ ref('product_stock') }}

)

select
    source,
    variant_id,
    product_id,
    product_name,
    product_status,
    sku,
    differentiator,
    stock_level,
    reorder_level,
    stock_state,
    supply_state,
    open_order_count,
    overdue_order_count,
    cast(quantity_under_way as bigint) as quantity_under_way,
    cast(quantity_missing as bigint) as quantity_missing,
    next_promised_on,
    last_arrived_on,
    is_short
from product_stock
