with

support_cases as (

    select * from {{ ref('stg_support__cases') }}

),

event_log_cases as (

    select * from {{ ref('int_event_log_cases') }}

),

zendesk_cases as (

    select * from {{ ref('int_zendesk_cases') }}

),

unioned as (

    select
        source,
        case_id,
        tenant_id,
        requester_id,
        customer_id,
        owner_id,
        group_name,
        merged_into_case_id,
        subject,
        channel,
        severity,
        sla_tier,
        null as segment,
        component,
        root_cause,
        region,
        tags,
        is_created_privately,
        null as reported_reopen_count,
        null as reported_reassignment_count,
        opened_at,
        null as reported_resolved_at,
        null as reported_closed_at
    from support_cases

    union all

    select
        source,
        case_id,
        tenant_id,
        null as requester_id,
        customer_id,
        owner_id,
        group_name,
        null as merged_into_case_id,
        subject,
        channel,
        severity,
        sla_tier,
        segment,
        null as component,
        root_cause,
        null as region,
        tags,
        false as is_created_privately,
        reported_reopen_count,
        reported_reassignment_count,
        opened_at,
        reported_resolved_at,
        reported_closed_at
    from event_log_cases

    union all

    select * from zendesk_cases

)

select * from unioned
