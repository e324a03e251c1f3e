with

price_faults as (

    select * from {{ ref('price_faults') }}

)

select
    source,
    fault,
    item_id,
    product_id,
    product_name,
    product_status,
    sku,
    currency,
    customer_group,
    price_book,
    other_price_book,
    amount,
    other_amount,
    day_count,
    is_current,
    {{ first_day('valid_from') }} as valid_from,
    {{ last_day('valid_until') }} as valid_to
from price_faults
