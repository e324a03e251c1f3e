with

health_quality as (

    select * from {{ ref('health_quality') }}

)

select
    source,
    cast(look_count as bigint) as look_count,
    cast(customer_count as bigint) as customer_count,
    cast(left_count as bigint) as left_count,
    cast(left_customer_count as bigint) as left_customer_count,
    predicted_rate,
    observed_rate,
    base_rate,
    brier_score,
    base_rate_brier_score,
    brier_skill_score,
    concordance,
    score_concordance,
    held_out_from,
    held_out_to
from health_quality
