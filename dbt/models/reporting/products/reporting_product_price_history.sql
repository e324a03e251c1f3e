with

product_price_history as (

    select * from {{ ref('product_price_history') }}

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
    previous_amount,
    change_rate,
    is_gap,
    is_tied,
    {{ first_day('valid_from') }} as valid_from,
    {{ last_day('valid_until') }} as valid_to
from product_price_history
