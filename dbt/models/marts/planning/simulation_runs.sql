with

runs as (

    select * from {{ ref('stg_platform__simulation_runs') }}

),

outcomes as (

    select
        source,
        scenario_name,
        outcome,
        count(*) as run_count
    from runs
    group by source, scenario_name, outcome

),

-- The usual outcome is the most frequent one; of equals the first by name, so that a rebuild says the same.
ranked as (

    select
        *,
        row_number() over (partition by source, scenario_name order by run_count desc, outcome asc) as place
    from outcomes

)

select
    runs.source,
    runs.run_id,
    runs.scenario_name,
    runs.outcome,
    ranked.outcome as usual_outcome,
    runs.outcome = ranked.outcome as is_usual,
    runs.confidence,
    runs.run_time_ms,
    runs.ran_at
from runs
inner join ranked
    on runs.source = ranked.source and runs.scenario_name = ranked.scenario_name and ranked.place = 1
