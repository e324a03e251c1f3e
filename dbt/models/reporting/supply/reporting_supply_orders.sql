with

supply_orders as (

    select * from {{ ref('supply_orders') }}

)

select
    source,
    order_id,
    node_id,
    location,
    node_type,
    supplier_id,
    supplier_name,
    sku,
    status,
    quantity,
    cast(days_past_promise as bigint) as days_past_promise,
    is_delivered,
    is_late,
    is_open,
    is_overdue,
    ordered_on,
    promised_on,
    arrived_on
from supply_orders
