with

opportunity_accounts as (

    select * from {{ ref('opportunity_accounts') }}

)

select
    source,
    opportunity_key,
    tenant_id,
    tenant_name,
    segment,
    plan,
    arr_usd,
    arr_exposed_usd,
    case_count,
    period_case_count,
    customer_count,
    period_cost_usd,
    last_opened_at
from opportunity_accounts
