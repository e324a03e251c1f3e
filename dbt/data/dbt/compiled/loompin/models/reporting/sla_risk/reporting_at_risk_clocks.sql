with

at_risk_clocks as (

    select * from "warehouse"."marts"."at_risk_clocks"

)

select
    source,
    tenant_id,
    case_id,
    clock,
    window_number,
    priority,
    segment,
    sla_tier,
    status,
    policy_id,
    calendar_id,
    target_seconds,
    elapsed_seconds,
    remaining_seconds,
    used_share,
    arr_usd,
    breach_probability,
    expected_arr_at_risk_usd,
    similar_count,
    started_at,
    due_at,
    as_of
from at_risk_clocks