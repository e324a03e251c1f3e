with

links as (

    select * from {{ ref('stg_support__case_products') }}

),

products as (

    select * from {{ ref('stg_platform__products') }}

),

named as (

    select distinct
        source,
        product_id
    from links

),

-- Identifiers of the platform are shared by all sources: a desk names products of its own source, or of another one.
ranked as (

    select
        named.source,
        named.product_id,
        products.source as product_source,
        products.product_name,
        row_number() over (
            partition by named.source, named.product_id
            order by case when products.source = named.source then 0 else 1 end, products.source
        ) as place
    from named
    inner join products on named.product_id = products.product_id

)

select
    source,
    product_id,
    product_source,
    product_name
from ranked
where place = 1
