with

tenant_margins as (

    select * from {{ ref('tenant_margins') }}

)

select
    source,
    tenant_id,
    tenant_name,
    plan,
    segment,
    margin_month,
    revenue_usd,
    usage_cost_usd,
    handling_cost_usd,
    unpriced_row_count,
    margin_usd
from tenant_margins
