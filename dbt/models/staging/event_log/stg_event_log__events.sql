with

raw_rows as (

    select * from {{ source('event_log', 'events') }}

),

renamed as (

    select
        source,
        row_hash,
        row_ordinal,
        case_id,
        tenant_id,
        customer_id,
        assignee_id,
        actor_id,
        event_kind,
        state,
        source_state,
        priority,
        group_name,
        actor_kind,
        channel,
        subject,
        severity,
        sla_tier,
        segment,
        root_cause,
        source_order,
        reported_reopen_count,
        reported_reassignment_count,
        tags,
        {{ whole_seconds('opened_at') }} as opened_at,
        {{ whole_seconds('occurred_at') }} as occurred_at,
        {{ whole_seconds('reported_resolved_at') }} as reported_resolved_at,
        {{ whole_seconds('reported_closed_at') }} as reported_closed_at,
        {{ microsecond('occurred_at') }} as occurred_microsecond,
        loaded_at
    from raw_rows

)

select * from renamed
