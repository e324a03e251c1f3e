with

connections as (

    select * from {{ ref('stg_platform__product_connections') }}

),

products as (

    select * from {{ ref('int_products') }}

),

joined as (

    select
        connections.source,
        connections.product_a_id,
        connections.product_b_id,
        shown.product_name as product_a_name,
        beside.product_name as product_b_name,
        connections.relation_type,
        connections.score,
        back.score as score_back,
        shown.is_active as is_a_active,
        shown.product_id is null or beside.product_id is null as is_dangling,
        -- What is sold together is so from either side; an accessory or a requirement leads one way.
        connections.relation_type in ('Cross-sell', 'Bundle') and back.product_a_id is null as is_one_way,
        case
            when beside.product_id is null then 'not in the catalogue'
            when not beside.is_active then beside.status
            when beside.available_channel_count = 0 then 'sold nowhere'
            when beside.is_sold_out then 'out of stock'
        end as unavailable_because
    from connections
    left join products as shown
        on connections.source = shown.source and connections.product_a_id = shown.product_id
    left join products as beside
        on connections.source = beside.source and connections.product_b_id = beside.product_id
    left join connections as back
        on
            connections.source = back.source
            and connections.product_a_id = back.product_b_id
            and connections.product_b_id = back.product_a_id
            and connections.relation_type = back.relation_type

)

select
    *,
    relation_type = 'Required' and unavailable_because is not null as is_required_unavailable,
    rank() over (partition by source, relation_type order by score desc) as place_in_type,
    case
        when product_a_name is null then 'leads from a product that is not in the catalogue'
        when product_b_name is null then 'leads to a product that is not in the catalogue'
        when relation_type = 'Required' and unavailable_because is not null
            then 'needs a product that is ' || unavailable_because
        when unavailable_because is not null then 'shows a product that is ' || unavailable_because
        when is_one_way then 'only one way'
    end as finding
from joined
