with

health_predictions as (

    select * from {{ ref('health_predictions') }}

)

select
    source,
    customer_id,
    tenant_id,
    tenant_name,
    segment,
    looked_on,
    is_today,
    health_score,
    health_band,
    judged_on,
    churned_on,
    outcome,
    is_held_out,
    probability,
    base_rate,
    cast(similar_count as bigint) as similar_count,
    decile
from health_predictions
