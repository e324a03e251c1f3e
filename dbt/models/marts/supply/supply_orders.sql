with

orders as (

    select * from {{ ref('stg_platform__supply_orders') }}

),

nodes as (

    select * from {{ ref('stg_platform__supply_nodes') }}

),

suppliers as (

    select * from {{ ref('stg_platform__suppliers') }}

),

sources as (

    select * from {{ ref('int_sources') }}

),

placed as (

    select
        orders.source,
        orders.order_id,
        orders.node_id,
        nodes.location,
        nodes.node_type,
        nodes.supplier_id,
        coalesce(suppliers.supplier_name, nodes.supplier_id) as supplier_name,
        orders.sku,
        orders.status,
        orders.quantity,
        cast(orders.ordered_at as date) as ordered_on,
        orders.promised_on,
        cast(orders.arrived_at as date) as arrived_on,
        cast(sources.as_of as date) as as_of_date
    from orders
    inner join sources on orders.source = sources.source
    left join nodes on orders.source = nodes.source and orders.node_id = nodes.node_id
    left join suppliers on nodes.source = suppliers.source and nodes.supplier_id = suppliers.supplier_id

),

-- An order is on time if it arrives on the promised day or before; one that is still on its way is judged when it is
-- there, or overdue, and one without a promised day is not judged. Drafts and cancelled orders were never promised.
judged as (

    select
        *,
        arrived_on is not null as is_delivered,
        arrived_on is not null and promised_on is not null and arrived_on > promised_on as is_late,
        arrived_on is null and status not in ('Draft', 'Cancelled') as is_open,
        arrived_on is null and status not in ('Draft', 'Cancelled') and promised_on < as_of_date as is_overdue,
        arrived_on is not null and promised_on is not null as is_judged,
        case
            when status not in ('Draft', 'Cancelled')
                then {{ dbt.datediff('promised_on', 'coalesce(arrived_on, as_of_date)', 'day') }}
        end as days_past_promise
    from placed

)

select * from judged
