{#- What can be wrong: in which rows of what, which product, what it is about, what is wrong, and with what. -#}
{%- set kinds = [
    ('products', 'is_active and available_channel_count = 0', 'product_id', 'Channels', "'sold nowhere'",
        'closed_channels'),
    ('channels', "finding <> 'sold nowhere'", 'product_id', 'Channels', 'finding', 'channel'),
    ('products', 'is_active and is_sold_out', 'product_id', 'Stock', "'every variant is out of stock'", 'null'),
    ('unpriced', 'true', 'product_id', 'Prices', "'no price in any book'", 'null'),
    ('products', "split_part(shown_version, '.', 1) <> split_part(newest_version, '.', 1)", 'product_id', 'Versions',
        "'the catalogue shows another version'", "shown_version || ', and the newest is ' || newest_version"),
    ('scenes', 'is_missing', 'product_id', 'Scenes', "'no 3D scene'", 'null'),
    ('scenes', 'is_other_format', 'product_id', 'Scenes', "'the file is of another format'",
        "scene_url || ' said to be ' || model_format"),
    ('features', 'is_draft_on_sale', 'product_id', 'Features', "'a draft on a product on sale'", 'feature_name'),
    ('connections', 'finding is not null and (is_a_active or is_dangling)', 'product_a_id', 'Connections', 'finding',
        "relation_type || ' → ' || coalesce(product_b_name, product_b_id)"),
] -%}

with

products as (

    select * from {{ ref('products') }}

),

channels as (

    select * from {{ ref('product_channels') }}

),

connections as (

    select * from {{ ref('product_connections') }}

),

features as (

    select * from {{ ref('product_features') }}

),

scenes as (

    select * from {{ ref('product_scenes') }}

),

prices as (

    select * from {{ ref('product_prices') }}

),

unpriced as (

    select
        products.source,
        products.product_id
    from products
    left join prices
        on products.source = prices.source and products.product_id = prices.product_id and prices.amount is not null
    where products.is_active and prices.product_id is null

),

unioned as (

    {% for rows, condition, product, area, problem, detail in kinds %}
        select
            source,
            {{ product }} as product_id,
            '{{ area }}' as area,
            {{ problem }} as problem,
            {{ detail }} as detail
        from {{ rows }}
        where {{ condition }}
        {%- if not loop.last %}
            union all
        {%- endif %}
    {% endfor %}

)

select
    unioned.source,
    unioned.product_id,
    coalesce(products.product_name, unioned.product_id) as product_name,
    products.status as product_status,
    unioned.area,
    unioned.problem,
    unioned.detail
from unioned
left join products on unioned.source = products.source and unioned.product_id = products.product_id
