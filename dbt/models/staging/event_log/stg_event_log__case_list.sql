with

raw_rows as (

    select * from {{ source('event_log', 'case_list') }}

),

renamed as (

    select
        source,
        case_id,
        tenant_id,
        customer_id,
        assignee_id,
        state,
        source_state,
        priority,
        group_name,
        channel,
        subject,
        severity,
        sla_tier,
        segment,
        root_cause,
        reported_reopen_count,
        reported_reassignment_count,
        tags,
        {{ whole_seconds('opened_at') }} as opened_at,
        {{ whole_seconds('acknowledged_at') }} as acknowledged_at,
        {{ whole_seconds('first_response_at') }} as first_response_at,
        {{ whole_seconds('resolved_at') }} as resolved_at,
        {{ whole_seconds('closed_at') }} as closed_at,
        {{ whole_seconds('changed_at') }} as changed_at,
        loaded_at
    from raw_rows

)

select * from renamed
