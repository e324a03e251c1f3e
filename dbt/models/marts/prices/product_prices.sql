with

spells as (

    select * from {{ ref('int_price_spells') }}

),

history as (

    select * from {{ ref('product_price_history') }}

),

sources as (

    select * from {{ ref('int_sources') }}

)

select
    history.source,
    history.item_id,
    history.product_id,
    history.product_name,
    history.product_status,
    history.variant_id,
    history.sku,
    history.differentiator,
    history.currency,
    history.customer_group,
    history.amount,
    history.price_book,
    spells.priority,
    history.is_tied,
    spells.next_price_book,
    spells.next_amount,
    cast(history.amount as double) / nullif(cast(spells.next_amount as double), 0) - 1 as change_to_next_rate,
    coalesce(history.amount < spells.next_amount / 2, false) as is_far_below_next,
    history.valid_from,
    history.valid_until
from history
inner join sources on history.source = sources.source
inner join spells
    on
        history.source = spells.source
        and history.item_id = spells.item_id
        and history.currency = spells.currency
        and history.customer_group = spells.customer_group
        and cast(sources.as_of as date) >= spells.valid_from
        and cast(sources.as_of as date) < spells.valid_until
where
    cast(sources.as_of as date) >= history.valid_from
    and cast(sources.as_of as date) < history.valid_until
