with

orders as (

    select * from {{ ref('supply_orders') }}

),

nodes as (

    select * from {{ ref('stg_platform__supply_nodes') }}

),

counted as (

    select
        source,
        node_id,
        max(supplier_name) as supplier_name,
        count(case when is_judged then 1 end) as delivered_count,
        count(case when is_judged and not is_late then 1 end) as on_time_count,
        count(case when is_open then 1 end) as open_count,
        count(case when is_overdue then 1 end) as overdue_count
    from orders
    group by source, node_id

)

select
    nodes.source,
    nodes.node_id,
    counted.supplier_name,
    nodes.location,
    nodes.node_type,
    nodes.capacity_rate,
    nodes.capacity_rate >= 0.9 as is_nearly_full,
    coalesce(counted.delivered_count, 0) as delivered_count,
    coalesce(counted.on_time_count, 0) as on_time_count,
    coalesce(counted.open_count, 0) as open_count,
    coalesce(counted.overdue_count, 0) as overdue_count,
    cast(counted.on_time_count as double) / nullif(counted.delivered_count, 0) as on_time_rate,
    {{ wilson_bound('counted.on_time_count', 'counted.delivered_count', '-') }} as on_time_rate_low,
    {{ wilson_bound('counted.on_time_count', 'counted.delivered_count', '+') }} as on_time_rate_high
from nodes
left join counted on nodes.source = counted.source and nodes.node_id = counted.node_id
