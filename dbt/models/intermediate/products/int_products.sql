with

products as (

    select * from {{ ref('stg_platform__products') }}

),

channels as (

    select * from {{ ref('stg_platform__product_channels') }}

),

variants as (

    select * from {{ ref('stg_platform__product_variants') }}

),

ordered_channels as (

    select
        *,
        row_number() over (partition by source, product_id order by priority, channel) as place
    from channels

),

offered as (

    select
        source,
        product_id,
        count(*) as channel_count,
        count(case when is_available then 1 end) as available_channel_count,
        max(case when place = 1 then channel end) as first_channel,
        max(case when place = 1 and not is_available then 1 else 0 end) = 1 as is_first_channel_closed,
        {{ dbt.listagg('case when is_available then channel end', "', '", 'order by place') }} as available_channels,
        {{ dbt.listagg('case when not is_available then channel end', "', '", 'order by place') }} as closed_channels
    from ordered_channels
    group by source, product_id

),

stocked as (

    select
        source,
        product_id,
        count(*) as variant_count,
        count(case when stock_level > 0 then 1 end) as variant_in_stock_count
    from variants
    group by source, product_id

)

select
    products.source,
    products.product_id,
    products.product_name,
    products.brand,
    products.category,
    products.status,
    products.shown_version,
    products.created_on,
    coalesce(offered.channel_count, 0) as channel_count,
    coalesce(offered.available_channel_count, 0) as available_channel_count,
    offered.first_channel,
    coalesce(offered.is_first_channel_closed, false) as is_first_channel_closed,
    offered.available_channels,
    offered.closed_channels,
    coalesce(stocked.variant_count, 0) as variant_count,
    coalesce(stocked.variant_in_stock_count, 0) as variant_in_stock_count,
    products.status = 'active' as is_active,
    coalesce(stocked.variant_count > 0 and stocked.variant_in_stock_count = 0, false) as is_sold_out
from products
left join offered on products.source = offered.source and products.product_id = offered.product_id
left join stocked on products.source = stocked.source and products.product_id = stocked.product_id
