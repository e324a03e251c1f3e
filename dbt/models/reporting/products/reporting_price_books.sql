with

price_books as (

    select * from {{ ref('price_books') }}

)

select
    source,
    price_book,
    currency,
    customer_group,
    priority,
    is_active,
    standing,
    entry_count,
    price_count,
    outranking_count,
    far_below_count,
    median_change_to_next_rate,
    is_suspect,
    valid_from,
    valid_to
from price_books
