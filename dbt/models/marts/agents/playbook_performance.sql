with

playbooks as (

    select * from {{ ref('stg_platform__playbooks') }}

),

runs as (

    select * from {{ ref('playbook_runs') }}

),

steps as (

    select * from {{ ref('int_playbook_steps') }}

),

step_counts as (

    select
        source,
        playbook_id,
        count(*) as step_count
    from steps
    group by source, playbook_id

),

failed_steps as (

    select
        source,
        playbook_id,
        failed_step,
        row_number() over (partition by source, playbook_id order by count(*) desc, failed_step) as place
    from runs
    where failed_step is not null
    group by source, playbook_id, failed_step

),

counted as (

    select
        source,
        playbook_id,
        count(*) as run_count,
        count(case when outcome <> 'running' then 1 end) as ended_run_count,
        count(case when outcome = 'completed' then 1 end) as completed_run_count,
        count(incident_id) as incident_run_count,
        percentile_cont(0.5) within group (order by case when outcome = 'completed' then run_seconds end)
            as median_run_seconds,
        percentile_cont(0.5) within group (order by incident_hours) as median_incident_hours,
        max(started_at) as last_run_at
    from runs
    group by source, playbook_id

),

rated as (

    select
        playbooks.source,
        playbooks.playbook_id,
        playbooks.playbook_title,
        playbooks.category,
        playbooks.status,
        step_counts.step_count,
        coalesce(counted.run_count, 0) as run_count,
        coalesce(counted.ended_run_count, 0) as ended_run_count,
        coalesce(counted.completed_run_count, 0) as completed_run_count,
        coalesce(counted.incident_run_count, 0) as incident_run_count,
        counted.median_run_seconds,
        counted.median_incident_hours,
        failed_steps.failed_step as most_failed_step,
        playbooks.status in ('draft', 'retired') and coalesce(counted.run_count, 0) > 0 as is_used_unready,
        counted.last_run_at
    from playbooks
    left join step_counts on playbooks.source = step_counts.source and playbooks.playbook_id = step_counts.playbook_id
    left join counted on playbooks.source = counted.source and playbooks.playbook_id = counted.playbook_id
    left join failed_steps
        on
            playbooks.source = failed_steps.source
            and playbooks.playbook_id = failed_steps.playbook_id
            and failed_steps.place = 1

)

select
    *,
    cast(completed_run_count as double) / nullif(ended_run_count, 0) as completion_rate,
    {{ wilson_bound('completed_run_count', 'ended_run_count', '-') }} as completion_rate_low,
    {{ wilson_bound('completed_run_count', 'ended_run_count', '+') }} as completion_rate_high
from rated
