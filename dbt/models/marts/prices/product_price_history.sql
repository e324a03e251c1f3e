{%- set article = 'source, item_id, currency, customer_group' -%}

with

spells as (

    select * from {{ ref('int_price_spells') }}

),

items as (

    select * from {{ ref('int_price_items') }}

),

looked_back as (

    select
        *,
        lag(amount) over in_order as amount_before,
        lag(price_book) over in_order as price_book_before,
        lag(is_tied) over in_order as is_tied_before
    from spells
    window in_order as (partition by {{ article }} order by valid_from)

),

-- Spells in which only the books behind the price in force changed are one.
marked as (

    select
        *,
        case
            when
                coalesce(amount, -1) = coalesce(amount_before, -1)
                and coalesce(price_book, '') = coalesce(price_book_before, '')
                and is_tied = is_tied_before
                then 0
            else 1
        end as begins
    from looked_back

),

numbered as (

    select
        *,
        sum(begins) over (partition by {{ article }} order by valid_from) as price_number
    from marked

),

merged as (

    select
        source,
        item_id,
        currency,
        customer_group,
        price_number,
        max(price_book) as price_book,
        max(amount) as amount,
        max(case when is_tied then 1 else 0 end) = 1 as is_tied,
        max(case when is_tied then next_price_book end) as tied_price_book,
        max(case when is_tied then next_amount end) as tied_amount,
        min(valid_from) as valid_from,
        max(valid_until) as valid_until
    from numbered
    group by source, item_id, currency, customer_group, price_number

),

compared as (

    select
        *,
        lag(amount) over (partition by {{ article }} order by price_number) as previous_amount
    from merged

)

select
    compared.source,
    compared.item_id,
    items.product_id,
    items.product_name,
    items.product_status,
    items.variant_id,
    items.sku,
    items.differentiator,
    compared.currency,
    compared.customer_group,
    compared.price_book,
    compared.amount,
    compared.previous_amount,
    cast(compared.amount as double) / nullif(cast(compared.previous_amount as double), 0) - 1 as change_rate,
    compared.amount is null as is_gap,
    compared.is_tied,
    compared.tied_price_book,
    compared.tied_amount,
    compared.valid_from,
    compared.valid_until
from compared
inner join items on compared.source = items.source and compared.item_id = items.item_id
