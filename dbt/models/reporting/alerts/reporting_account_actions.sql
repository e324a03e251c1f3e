with

account_actions as (

    select * from {{ ref('account_actions') }}

)

select
    source,
    tenant_id,
    tenant_name,
    arr_usd,
    customer_id,
    looked_on,
    health_score,
    leaving_probability,
    leaving_base_rate,
    at_risk_clock_count,
    suggestion,
    verdict,
    like_group,
    helped_n,
    others_n,
    helped_rate,
    others_rate,
    difference,
    difference_low,
    difference_high,
    decided_count,
    acceptance_rate,
    last_decision,
    last_suggested_at
from account_actions
