with

usage as (

    select * from {{ ref('stg_platform__tenant_usage_daily') }}

),

prices as (

    select * from {{ ref('int_cost_driver_prices') }}

),

-- Decimals all the way, rounded half up to the cent once, as an invoice would be.
costed as (

    select
        usage.source,
        usage.tenant_id,
        usage.driver_key,
        prices.category,
        prices.unit_label,
        usage.quantity,
        prices.unit_cost_usd,
        usage.cost_usd as reported_cost_usd,
        cast(round(usage.quantity * prices.unit_cost_usd, 2) as decimal(18, 2)) as cost_usd,
        usage.usage_date
    from usage
    left join prices
        on
            usage.source = prices.source
            and usage.driver_key = prices.driver_key
            and usage.usage_date >= prices.valid_from
            and usage.usage_date < prices.valid_to

)

select
    *,
    cast(reported_cost_usd - cost_usd as decimal(18, 2)) as difference_usd
from costed
