with

supply_node_performance as (

    select * from {{ ref('supply_node_performance') }}

)

select
    source,
    node_id,
    supplier_name,
    location,
    node_type,
    capacity_rate,
    is_nearly_full,
    delivered_count,
    on_time_count,
    open_count,
    overdue_count,
    on_time_rate,
    on_time_rate_low,
    on_time_rate_high
from supply_node_performance
