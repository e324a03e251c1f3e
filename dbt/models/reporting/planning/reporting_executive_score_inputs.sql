with

executive_score_inputs as (

    select * from {{ ref('executive_score_inputs') }}

)

select
    source,
    category,
    input,
    label,
    meaning,
    cast(fact_count as bigint) as fact_count,
    cast(good_count as bigint) as good_count,
    value_rate,
    value_rate_low,
    value_rate_high,
    worst_value,
    best_value,
    points,
    weight,
    is_latest,
    score_date
from executive_score_inputs
