with

opportunity_cases as (

    select * from {{ ref('opportunity_cases') }}

)

select
    source,
    opportunity_key,
    case_source,
    case_id,
    tenant_id,
    tenant_name,
    customer_id,
    subject,
    priority,
    state,
    component,
    root_cause,
    is_in_period,
    handling_minutes,
    handling_cost_usd,
    credits_usd,
    ai_cost_usd,
    infrastructure_cost_usd,
    cost_usd,
    opened_at
from opportunity_cases
