with

executive_scores as (

    select * from {{ ref('executive_scores') }}

)

select
    source,
    category,
    title,
    reported_score,
    computed_score,
    difference,
    cast(tolerance as double) as tolerance,
    score_verdict,
    input_count,
    reported_trend,
    computed_trend,
    trend_verdict,
    narrative,
    is_latest,
    score_date
from executive_scores
