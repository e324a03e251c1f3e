with

product_prices as (

    select * from {{ ref('product_prices') }}

)

select
    source,
    item_id,
    product_id,
    product_name,
    product_status,
    variant_id,
    sku,
    differentiator,
    currency,
    customer_group,
    amount,
    price_book,
    priority,
    is_tied,
    next_price_book,
    next_amount,
    change_to_next_rate,
    is_far_below_next,
    {{ first_day('valid_from') }} as valid_from,
    {{ last_day('valid_until') }} as valid_to
from product_prices
