with

opportunity_totals as (

    select * from {{ ref('opportunity_totals') }}

)

select
    source,
    kind,
    case_count,
    handling_cost_usd,
    credits_usd,
    ai_cost_usd,
    infrastructure_cost_usd,
    cost_usd,
    account_count,
    arr_exposed_usd,
    arr_expected_at_risk_usd
from opportunity_totals
