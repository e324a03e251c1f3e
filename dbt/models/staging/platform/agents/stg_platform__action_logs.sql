with

raw_rows as (

    select * from {{ source('platform', 'action_logs') }}

),

renamed as (

    select
        source,
        id as action_id,
        tenant_id,
        agent_id,
        action_type,
        status,
        acting_role,
        target_entity,
        target_action,
        playbook_id,
        playbook_run_id,
        playbook_step,
        incident_id,
        approved_by,
        output_text,
        duration_seconds,
        spend_usd,
        amount_usd,
        {{ whole_seconds('requested_at') }} as requested_at,
        {{ whole_seconds('started_at') }} as started_at,
        loaded_at
    from raw_rows

)

select * from renamed
