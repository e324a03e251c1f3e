with

raw_rows as (

    select * from {{ source('ingestion', 'alert_deliveries') }}

),

renamed as (

    select
        message_id,
        alert_key,
        rule_id,
        entity_id,
        tenant_id,
        case_id,
        component,
        severity,
        occasion,
        recipient,
        recipient_kind,
        on_call,
        component_owner,
        channel,
        alert_count,
        outcome,
        said,
        attempt_count,
        execution_time_ms,
        fired_at,
        delivered_at
    from raw_rows

)

select * from renamed
