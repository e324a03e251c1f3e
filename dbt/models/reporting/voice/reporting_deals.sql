with

deals as (

    select * from {{ ref('deals') }}

)

select
    source,
    deal_id,
    tenant_id,
    tenant_name,
    segment,
    is_won,
    competitor,
    reason_category,
    sentiment,
    cast(amount_usd as decimal(18, 2)) as amount_usd,
    closed_on
from deals
