with

runs as (

    select * from {{ ref('simulation_runs') }}

),

counted as (

    select
        source,
        scenario_name,
        max(usual_outcome) as usual_outcome,
        count(*) as run_count,
        count(case when is_usual then 1 end) as usual_count,
        count(distinct outcome) as outcome_count,
        avg(confidence) as mean_confidence,
        percentile_cont(0.5) within group (order by run_time_ms) as median_run_time_ms,
        max(run_time_ms) as longest_run_time_ms,
        max(ran_at) as last_ran_at
    from runs
    group by source, scenario_name

),

measured as (

    select
        *,
        cast(usual_count as double) / run_count as usual_rate,
        {{ wilson_bound('usual_count', 'run_count', '-') }} as usual_rate_low,
        {{ wilson_bound('usual_count', 'run_count', '+') }} as usual_rate_high
    from counted

)

-- A scenario that comes out the same less often than its runs are sure of themselves is not to be relied on.
select
    *,
    outcome_count > 1 as is_disagreeing,
    usual_rate_high < mean_confidence as is_over_confident
from measured
