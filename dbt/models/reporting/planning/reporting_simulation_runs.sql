with

simulation_runs as (

    select * from {{ ref('simulation_runs') }}

)

select
    source,
    run_id,
    scenario_name,
    outcome,
    usual_outcome,
    confidence,
    run_time_ms,
    is_usual,
    ran_at
from simulation_runs
