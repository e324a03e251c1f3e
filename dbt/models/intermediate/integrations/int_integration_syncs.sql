{%- set recent_days = 30 -%}

with

sync_runs as (

    select * from {{ ref('int_sync_runs') }}

),

streaks as (

    select * from {{ ref('int_sync_streaks') }}

),

paced as (

    select
        *,
        {{ epoch_seconds('started_at') }}
        - lag({{ epoch_seconds('started_at') }}) over (partition by source, integration_id order by started_at)
            as seconds_since_last_start,
        {{ epoch_seconds('as_of') }} - {{ epoch_seconds('started_at') }} < {{ recent_days }} * 86400 as is_recent
    from sync_runs

),

counted as (

    select
        source,
        integration_id,
        count(case when is_finished and is_recent then 1 end) as finished_count,
        count(case when outcome = 'success' and is_recent then 1 end) as success_count,
        sum(case when is_recent then records_synced end) as record_count,
        percentile_cont(0.5) within group (
            order by case when outcome = 'success' and is_recent then duration_seconds end
        ) as median_duration_seconds,
        percentile_cont(0.9) within group (
            order by case when outcome = 'success' and is_recent then duration_seconds end
        ) as p90_duration_seconds,
        percentile_cont(0.5) within group (order by seconds_since_last_start) as usual_interval_seconds,
        max(case when outcome = 'success' then ended_at end) as last_success_at,
        max(case when is_finished then started_at end) as last_finished_start_at,
        max(case when outcome = 'running' then started_at end) as running_since
    from paced
    group by source, integration_id

),

streaked as (

    select
        source,
        integration_id,
        max(failure_count) as longest_failure_streak,
        max(case when is_current then failure_count end) as current_failure_streak,
        max(case when is_current then began_at end) as failing_since
    from streaks
    group by source, integration_id

)

select
    counted.*,
    coalesce(streaked.current_failure_streak, 0) as current_failure_streak,
    coalesce(streaked.longest_failure_streak, 0) as longest_failure_streak,
    streaked.failing_since
from counted
left join streaked on counted.source = streaked.source and counted.integration_id = streaked.integration_id
