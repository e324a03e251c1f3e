with

simulation_scenarios as (

    select * from {{ ref('simulation_scenarios') }}

)

select
    source,
    scenario_name,
    usual_outcome,
    run_count,
    usual_count,
    outcome_count,
    usual_rate,
    usual_rate_low,
    usual_rate_high,
    mean_confidence,
    median_run_time_ms,
    longest_run_time_ms,
    is_disagreeing,
    is_over_confident,
    last_ran_at
from simulation_scenarios
