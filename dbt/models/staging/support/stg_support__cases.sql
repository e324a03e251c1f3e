with

raw_rows as (

    select * from {{ source('support', 'cases') }}

),

renamed as (

    select
        source,
        case_id,
        tenant_id,
        requester_id,
        customer_id,
        owner_id,
        merged_into_case_id,
        subject,
        channel,
        state,
        priority,
        severity,
        sla_tier,
        group_name,
        component,
        error_code,
        root_cause,
        region,
        tags,
        is_created_privately,
        {{ whole_seconds('opened_at') }} as opened_at,
        {{ whole_seconds('updated_at') }} as updated_at,
        loaded_at
    from raw_rows

)

select * from renamed
