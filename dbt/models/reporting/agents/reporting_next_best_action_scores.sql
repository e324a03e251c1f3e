with

next_best_action_scores as (

    select * from {{ ref('next_best_action_scores') }}

)

select
    source,
    decided_count,
    acceptance_rate,
    mean_confidence,
    brier_score,
    uninformed_brier_score,
    calibration_error
from next_best_action_scores
