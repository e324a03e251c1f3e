with

variants as (

    select * from {{ ref('stg_platform__product_variants') }}

),

products as (

    select * from {{ ref('int_products') }}

),

orders as (

    select * from {{ ref('supply_orders') }}

),

ordered as (

    select
        source,
        sku,
        count(case when is_open then 1 end) as open_order_count,
        count(case when is_overdue then 1 end) as overdue_order_count,
        coalesce(sum(case when is_open then quantity end), 0) as quantity_under_way,
        min(case when is_open and not is_overdue then promised_on end) as next_promised_on,
        max(arrived_on) as last_arrived_on
    from orders
    group by source, sku

),

-- An article that is on order and of no product stands here too, so that all that is under way is accounted for.
joined as (

    select
        coalesce(variants.source, ordered.source) as source,
        variants.variant_id,
        variants.product_id,
        products.product_name,
        products.status as product_status,
        coalesce(variants.sku, ordered.sku) as sku,
        variants.differentiator,
        variants.stock_level,
        variants.reorder_level,
        coalesce(ordered.open_order_count, 0) as open_order_count,
        coalesce(ordered.overdue_order_count, 0) as overdue_order_count,
        coalesce(ordered.quantity_under_way, 0) as quantity_under_way,
        ordered.next_promised_on,
        ordered.last_arrived_on,
        coalesce(products.is_active, false) as is_active
    from variants
    full outer join ordered on variants.source = ordered.source and variants.sku = ordered.sku
    left join products on variants.source = products.source and variants.product_id = products.product_id

),

judged as (

    select
        *,
        case
            when variant_id is null then 'not in the catalogue'
            when stock_level = 0 then 'out of stock'
            when stock_level <= reorder_level then 'low'
            else 'enough'
        end as stock_state,
        case
            when open_order_count = 0 then 'nothing ordered'
            when overdue_order_count = open_order_count then 'all overdue'
            else 'under way'
        end as supply_state
    from joined

)

select
    *,
    case
        when reorder_level is not null then greatest(reorder_level - stock_level - quantity_under_way, 0)
    end as quantity_missing,
    is_active and stock_state in ('out of stock', 'low') as is_short
from judged
