with

actions as (

    select * from {{ ref('stg_platform__action_logs') }}

),

sources as (

    select * from {{ ref('int_sources') }}

),

tenants as (

    select * from {{ ref('int_tenants') }}

),

-- Cancelled actions were neither done well nor badly; they are in no rate.
judged as (

    select
        actions.source,
        actions.action_id,
        actions.tenant_id,
        tenants.tenant_name,
        actions.agent_id,
        actions.action_type,
        actions.status,
        actions.acting_role,
        actions.target_entity,
        actions.target_action,
        actions.playbook_id,
        actions.playbook_run_id,
        actions.playbook_step,
        actions.incident_id,
        actions.approved_by,
        actions.duration_seconds,
        actions.spend_usd,
        actions.amount_usd,
        actions.status in ('success', 'failed') as is_ended,
        actions.status = 'success' as is_succeeded,
        coalesce(
            actions.status in ('queued', 'running')
            and {{ epoch_seconds('actions.started_at') }} < sources.as_of_second - 86400, false
        ) as is_stuck,
        actions.requested_at,
        actions.started_at,
        cast(actions.started_at as date) as started_on
    from actions
    inner join sources on actions.source = sources.source
    left join tenants on actions.tenant_id = tenants.tenant_id
    where actions.started_at is null or actions.started_at <= sources.as_of

)

select * from judged
