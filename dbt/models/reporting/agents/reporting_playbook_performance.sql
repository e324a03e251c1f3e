with

playbook_performance as (

    select * from {{ ref('playbook_performance') }}

)

select
    source,
    playbook_id,
    playbook_title,
    category,
    status,
    step_count,
    run_count,
    ended_run_count,
    completed_run_count,
    incident_run_count,
    completion_rate,
    completion_rate_low,
    completion_rate_high,
    median_run_seconds,
    median_incident_hours,
    most_failed_step,
    is_used_unready,
    last_run_at
from playbook_performance
