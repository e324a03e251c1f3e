with

playbook_runs as (

    select * from {{ ref('playbook_runs') }}

)

select
    source,
    playbook_run_id,
    playbook_id,
    playbook_title,
    playbook_status,
    tenant_id,
    outcome,
    step_count,
    done_step_count,
    failed_step,
    run_seconds,
    incident_id,
    incident_title,
    incident_hours,
    started_at
from playbook_runs
