with

next_best_action_acceptance as (

    select * from {{ ref('next_best_action_acceptance') }}

)

select
    source,
    suggestion,
    suggested_count,
    decided_count,
    accepted_count,
    rejected_count,
    open_count,
    mean_confidence,
    acceptance_rate,
    acceptance_rate_low,
    acceptance_rate_high,
    median_hours_to_decide
from next_best_action_acceptance
