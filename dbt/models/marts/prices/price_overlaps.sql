with

candidates as (

    select * from {{ ref('int_price_candidates') }}

),

items as (

    select * from {{ ref('int_price_items') }}

)

-- An entry without an end is meant to be followed by the next. One with an end that another entry of its book begins
-- before, or two that begin on the same day, contradict each other: the later one holds, or the lower price.
select
    later.source,
    later.item_id,
    later.product_id,
    items.product_name,
    items.product_status,
    items.sku,
    later.currency,
    later.customer_group,
    later.price_book,
    later.entry_id,
    earlier.entry_id as other_entry_id,
    later.amount,
    earlier.amount as other_amount,
    later.valid_from,
    least(later.valid_until, earlier.valid_until) as valid_until
from candidates as later
inner join candidates as earlier
    on
        later.source = earlier.source
        and later.item_id = earlier.item_id
        and later.currency = earlier.currency
        and later.customer_group = earlier.customer_group
        and later.price_book = earlier.price_book
        and later.is_of_variant = earlier.is_of_variant
        and later.amount <> earlier.amount
        and later.valid_from < earlier.valid_until
        and later.valid_until > earlier.valid_from
        and (
            (later.entry_from > earlier.entry_from and earlier.is_ended)
            or (later.entry_from = earlier.entry_from and later.amount < earlier.amount)
        )
inner join items on later.source = items.source and later.item_id = items.item_id
where later.is_of_group
