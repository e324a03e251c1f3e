with

case_costs as (

    select * from {{ ref('case_costs') }}

)

select
    source,
    tenant_id,
    case_id,
    opened_at,
    handling_minutes,
    handling_cost_usd,
    credits_usd,
    ai_cost_usd,
    infrastructure_cost_usd,
    cost_usd,
    handling_basis,
    credits_basis,
    usage_basis
from case_costs
