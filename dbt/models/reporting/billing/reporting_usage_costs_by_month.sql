with

usage_costs_by_month as (

    select * from {{ ref('usage_costs_by_month') }}

)

select
    source,
    tenant_id,
    usage_month,
    driver_key,
    category,
    unit_label,
    usage_day_count,
    differing_row_count,
    unpriced_row_count,
    quantity,
    cost_usd,
    reported_cost_usd,
    difference_usd
from usage_costs_by_month
