with

next_best_action_calibration as (

    select * from {{ ref('next_best_action_calibration') }}

)

select
    source,
    confidence_decile,
    decided_count,
    accepted_count,
    lowest_confidence,
    highest_confidence,
    mean_confidence,
    acceptance_rate,
    acceptance_rate_low,
    acceptance_rate_high
from next_best_action_calibration
