with

outcome_claims_by_status as (

    select * from {{ ref('outcome_claims_by_status') }}

)

select
    source,
    verification_status,
    claim_count,
    repeated_claim_count,
    revenue_impact_usd,
    operational_hours_saved,
    hours_value_usd,
    median_revenue_impact_usd
from outcome_claims_by_status
