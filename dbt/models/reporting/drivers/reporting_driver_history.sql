with

driver_history as (

    select * from {{ ref('driver_history') }}

)

select
    source,
    outcome,
    scope,
    tenant_id,
    segment,
    week_start,
    window_weeks,
    predictor,
    label,
    kind,
    topic_id,
    n,
    mentions,
    weight,
    effect,
    effect_low,
    effect_high,
    impact,
    impact_low,
    impact_high,
    change,
    change_low,
    change_high,
    trend
from driver_history
