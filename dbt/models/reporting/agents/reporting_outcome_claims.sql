with

outcome_claims as (

    select * from {{ ref('outcome_claims') }}

)

select
    source,
    claim_id,
    tenant_id,
    action_id,
    agent_id,
    action_type,
    verification_status,
    verified_by,
    revenue_impact_usd,
    operational_hours_saved,
    hours_value_usd,
    is_claimed_again,
    claimed_at
from outcome_claims
