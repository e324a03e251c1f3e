with

books as (

    select * from {{ ref('stg_platform__price_books') }}

),

entries as (

    select * from {{ ref('stg_platform__price_entries') }}

),

items as (

    select * from {{ ref('int_price_items') }}

),

-- Last days are included; from here on a span ends before its valid_until. Forever is the year 9999.
dated_books as (

    select
        *,
        coalesce(valid_from, cast('0001-01-01' as date)) as book_from,
        coalesce(cast({{ dbt.dateadd('day', 1, 'valid_to') }} as date), cast('9999-12-31' as date)) as book_until
    from books
    where is_active

),

dated_entries as (

    select
        *,
        coalesce(valid_from, cast('0001-01-01' as date)) as entry_from,
        coalesce(cast({{ dbt.dateadd('day', 1, 'valid_to') }} as date), cast('9999-12-31' as date)) as entry_until
    from entries

),

priced as (

    select
        items.source,
        items.item_id,
        items.product_id,
        items.variant_id,
        dated_books.currency,
        dated_books.customer_group,
        dated_books.price_book,
        dated_books.priority,
        dated_books.book_from,
        dated_entries.entry_id,
        dated_entries.entry_from,
        dated_entries.variant_id is not null as is_of_variant,
        dated_entries.valid_to is not null as is_ended,
        dated_entries.amount,
        greatest(dated_books.book_from, dated_entries.entry_from) as valid_from,
        least(dated_books.book_until, dated_entries.entry_until) as valid_until
    from dated_entries
    inner join dated_books
        on dated_entries.source = dated_books.source and dated_entries.price_book = dated_books.price_book
    inner join items
        on
            dated_entries.source = items.source
            and dated_entries.product_id = items.product_id
            and (dated_entries.variant_id = items.variant_id or dated_entries.variant_id is null)
    where
        greatest(dated_books.book_from, dated_entries.entry_from)
        < least(dated_books.book_until, dated_entries.entry_until)

),

-- Everyone is a group. Another one pays what everyone pays, unless a book of its own prices the article.
audiences as (

    select distinct
        source,
        item_id,
        currency,
        coalesce(customer_group, 'everyone') as customer_group
    from priced

)

select
    priced.source,
    priced.item_id,
    priced.product_id,
    priced.variant_id,
    priced.currency,
    audiences.customer_group,
    priced.price_book,
    priced.priority,
    priced.book_from,
    priced.entry_id,
    priced.entry_from,
    priced.is_of_variant,
    priced.is_ended,
    coalesce(priced.customer_group, 'everyone') = audiences.customer_group as is_of_group,
    priced.amount,
    priced.valid_from,
    priced.valid_until
from audiences
inner join priced
    on
        audiences.source = priced.source
        and audiences.item_id = priced.item_id
        and audiences.currency = priced.currency
        and (priced.customer_group is null or audiences.customer_group = priced.customer_group)
