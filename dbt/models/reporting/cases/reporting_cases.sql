with

cases as (

    select * from {{ ref('cases') }}

),

sources as (

    select * from {{ ref('sources') }}

)

select
    cases.source,
    cases.tenant_id,
    cases.tenant_name,
    cases.case_id,
    cases.requester_id,
    cases.customer_id,
    cases.owner_id as owner,
    cases.group_name,
    cases.subject,
    cases.state,
    cases.priority,
    cases.severity,
    cases.sla_tier,
    cases.channel,
    cases.segment,
    cases.plan,
    cases.component,
    cases.region,
    cases.root_cause,
    cases.missing_target_reason,
    cases.tags,
    cases.arr_usd,
    cases.reopen_count,
    cases.reassignment_count,
    cases.public_reply_count,
    cases.customer_message_count,
    cases.escalation_count,
    cases.event_count,
    cases.reported_reopen_count,
    cases.reported_reassignment_count,
    cases.time_to_acknowledge_seconds,
    cases.time_to_resolve_seconds,
    cases.time_to_resolve_business_seconds,
    cases.waiting_on_customer_seconds,
    cases.time_to_resolve_net_seconds,
    cases.csat_score,
    cases.is_resolved,
    cases.is_closed,
    cases.is_auto_closed,
    cases.is_reopened,
    cases.is_removed,
    cases.has_first_response_target,
    cases.has_resolution_target,
    cases.is_sla_breached,
    cases.opened_at,
    cases.acknowledged_at,
    cases.first_response_at,
    cases.resolved_at,
    cases.closed_at,
    cases.last_event_at,
    cases.reported_resolved_at,
    cases.reported_closed_at,
    cases.survey_sent_at,
    cases.survey_answered_at,
    sources.as_of
from cases
inner join sources on cases.source = sources.source
