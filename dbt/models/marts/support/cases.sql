with

cases as (

    select * from {{ ref('int_cases_to_compute') }}

),

milestones as (

    select * from {{ ref('int_case_milestones') }}

),

waiting_times as (

    select * from {{ ref('int_case_waiting_times') }}

),

business_times as (

    select * from {{ ref('int_case_business_times') }}

),

survey_answers as (

    select * from {{ ref('int_case_survey_answers') }}

),

promises as (

    select * from {{ ref('case_promises') }}

),

joined as (

    select
        cases.source,
        cases.tenant_id,
        cases.tenant_name,
        cases.case_id,
        cases.requester_id,
        cases.customer_id,
        coalesce(milestones.owner_id, cases.owner_id) as owner_id,
        coalesce(milestones.group_name, cases.group_name) as group_name,
        cases.subject,
        milestones.state,
        milestones.priority,
        cases.severity,
        cases.sla_tier,
        cases.channel,
        cases.segment,
        cases.plan,
        cases.component,
        cases.region,
        cases.root_cause,
        promises.missing_target_reason,
        cases.tags,
        cases.arr_usd,
        milestones.reopen_count,
        milestones.reassignment_count,
        milestones.public_reply_count,
        milestones.customer_message_count,
        milestones.escalation_count,
        milestones.event_count,
        cases.reported_reopen_count,
        cases.reported_reassignment_count,
        milestones.acknowledged_second - cases.opened_second as time_to_acknowledge_seconds,
        milestones.resolved_second - cases.opened_second as time_to_resolve_seconds,
        business_times.time_to_resolve_business_seconds,
        coalesce(waiting_times.waiting_on_customer_seconds, 0) as waiting_on_customer_seconds,
        milestones.resolved_second
        - cases.opened_second
        - coalesce(waiting_times.waiting_before_resolution_seconds, 0) as time_to_resolve_net_seconds,
        survey_answers.csat_score,
        milestones.state in ('Resolved', 'Closed') as is_resolved,
        milestones.state = 'Closed' as is_closed,
        milestones.state = 'Closed' and milestones.closed_by in ('system', 'bot') as is_auto_closed,
        milestones.reopen_count > 0 as is_reopened,
        coalesce(milestones.removal in ('deleted', 'merged'), false) as is_removed,
        promises.has_first_response_target,
        promises.has_resolution_target,
        promises.is_sla_breached,
        cases.opened_at,
        {{ instant('milestones.acknowledged_second') }} as acknowledged_at,
        {{ instant('milestones.first_public_reply_second') }} as first_response_at,
        {{ instant('milestones.resolved_second') }} as resolved_at,
        {{ instant('milestones.closed_second') }} as closed_at,
        {{ instant('milestones.last_event_second') }} as last_event_at,
        cases.reported_resolved_at,
        cases.reported_closed_at,
        survey_answers.survey_sent_at,
        survey_answers.survey_answered_at,
        cases.case_key,
        cases.attributes_fingerprint,
        -- The time in the state of an open case grows with every look (case_metrics).
        promises.is_settled
        and (
            milestones.state in ('Resolved', 'Closed')
            or (
                milestones.state <> 'Waiting-on-customer'
                and coalesce(milestones.removal in ('deleted', 'merged'), false)
            )
        ) as is_settled
    from cases
    inner join milestones on cases.case_key = milestones.case_key
    left join waiting_times on cases.case_key = waiting_times.case_key
    left join business_times on cases.case_key = business_times.case_key
    left join survey_answers on cases.source = survey_answers.source and cases.case_id = survey_answers.case_id
    inner join promises on cases.case_key = promises.case_key

)

select * from joined
