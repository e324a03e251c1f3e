with

breach_probability_quality as (

    select * from {{ ref('breach_probability_quality') }}

)

select
    source,
    clock,
    n,
    window_count,
    undecided_count,
    predicted_rate,
    observed_rate,
    base_rate,
    brier_score,
    base_rate_brier_score,
    brier_skill_score,
    fitted_from,
    held_out_from,
    held_out_to
from breach_probability_quality
