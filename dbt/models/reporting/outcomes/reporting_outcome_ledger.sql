with

outcome_ledger as (

    select * from {{ ref('outcome_ledger') }}

)

select
    source,
    entry_id,
    origin,
    opportunity_key,
    title,
    tenant_id,
    action_id,
    outcome_on,
    cast(round(revenue_impact_usd, 2) as decimal(18, 2)) as revenue_impact_usd,
    cast(round(revenue_impact_usd_low, 2) as decimal(18, 2)) as revenue_impact_usd_low,
    cast(round(revenue_impact_usd_high, 2) as decimal(18, 2)) as revenue_impact_usd_high,
    operational_hours_saved,
    operational_hours_saved_low,
    operational_hours_saved_high,
    method,
    n,
    trend_passed,
    dates_passed,
    segments_passed,
    finding,
    suggested_status,
    verification_status,
    decided_by,
    verified_although,
    reason,
    decided_at
from outcome_ledger
