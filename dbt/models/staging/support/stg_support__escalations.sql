with

raw_rows as (

    select * from {{ source('support', 'escalations') }}

),

renamed as (

    select
        source,
        escalation_id,
        case_id,
        tenant_id,
        incident_id,
        escalated_by,
        kind,
        component,
        to_team,
        reason,
        linked_bug_key,
        update_cadence_minutes,
        {{ whole_seconds('escalated_at') }} as escalated_at,
        {{ whole_seconds('acknowledged_at') }} as acknowledged_at,
        {{ whole_seconds('ended_at') }} as ended_at,
        {{ whole_seconds('updated_at') }} as updated_at,
        {{ microsecond('escalated_at') }} as escalated_microsecond,
        loaded_at
    from raw_rows

)

select * from renamed
