with

actions as (

    select
        *,
        count(case when is_succeeded then 1 end)
            over (partition by source, playbook_run_id, playbook_step)
            as success_count
    from {{ ref('agent_actions') }}

),

steps as (

    select * from {{ ref('int_playbook_steps') }}

),

playbooks as (

    select * from {{ ref('stg_platform__playbooks') }}

),

incidents as (

    select * from {{ ref('int_platform_incidents') }}

),

step_counts as (

    select
        source,
        playbook_id,
        count(*) as step_count
    from steps
    group by source, playbook_id

),

runs as (

    select
        actions.source,
        actions.playbook_run_id,
        actions.playbook_id,
        max(actions.tenant_id) as tenant_id,
        max(actions.incident_id) as incident_id,
        count(distinct case when actions.is_succeeded and steps.step is not null then actions.playbook_step end)
            as done_step_count,
        count(case when actions.status = 'failed' then 1 end) as failed_action_count,
        count(case when actions.status in ('queued', 'running') then 1 end) as open_action_count,
        min(case when actions.status = 'failed' and actions.success_count = 0 then actions.playbook_step end)
            as failed_step,
        min(actions.started_at) as started_at,
        max({{ epoch_seconds('actions.started_at') }} + cast(floor(coalesce(actions.duration_seconds, 0)) as bigint))
            as last_second
    from actions
    left join steps
        on
            actions.source = steps.source
            and actions.playbook_id = steps.playbook_id
            and actions.playbook_step = steps.step
    where actions.playbook_run_id is not null
    group by actions.source, actions.playbook_run_id, actions.playbook_id

),

-- A step that failed and was then done well does not count against the run.
judged as (

    select
        runs.*,
        step_counts.step_count,
        case
            when runs.done_step_count >= step_counts.step_count then 'completed'
            when runs.open_action_count > 0 then 'running'
            when runs.failed_action_count > 0 then 'failed'
            else 'broken off'
        end as outcome
    from runs
    left join step_counts on runs.source = step_counts.source and runs.playbook_id = step_counts.playbook_id

)

select
    judged.source,
    judged.playbook_run_id,
    judged.playbook_id,
    coalesce(playbooks.playbook_title, judged.playbook_id) as playbook_title,
    playbooks.status as playbook_status,
    judged.tenant_id,
    judged.outcome,
    judged.step_count,
    judged.done_step_count,
    case when judged.outcome = 'failed' then judged.failed_step end as failed_step,
    judged.last_second - {{ epoch_seconds('judged.started_at') }} as run_seconds,
    judged.incident_id,
    incidents.title as incident_title,
    ({{ epoch_seconds('incidents.resolved_at') }} - {{ epoch_seconds('incidents.started_at') }}) / 3600.0
        as incident_hours,
    judged.started_at
from judged
left join playbooks on judged.source = playbooks.source and judged.playbook_id = playbooks.playbook_id
left join incidents on judged.source = incidents.source and judged.incident_id = incidents.incident_id
