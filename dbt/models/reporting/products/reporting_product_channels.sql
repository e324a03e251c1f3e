with

product_channels as (

    select * from {{ ref('product_channels') }}

)

select
    source,
    product_id,
    product_name,
    product_status,
    channel,
    priority,
    is_available,
    is_first_choice,
    finding
from product_channels
