with

cases as (

    select * from {{ ref('int_cases_to_compute') }}

),

milestones as (

    select * from {{ ref('int_case_milestones') }}

),

sources as (

    select * from {{ ref('int_sources') }}

),

reply_times as (

    select * from {{ ref('int_case_reply_times') }}

),

counts as (

    select * from {{ ref('int_case_event_counts') }}

),

assignments as (

    select * from {{ ref('int_case_assignment_times') }}

),

states as (

    select * from {{ ref('int_case_state_times') }}

),

joined as (

    select
        cases.source,
        cases.tenant_id,
        cases.case_id,
        reply_times.first_reply_seconds,
        reply_times.first_reply_business_seconds,
        reply_times.total_reply_seconds,
        counts.agent_reply_count,
        counts.agent_reply_count + counts.internal_comment_count - counts.customer_note_count as agent_comment_count,
        counts.customer_comment_count + counts.customer_note_count as customer_comment_count,
        counts.agent_reply_count + counts.customer_comment_count as public_comment_count,
        counts.internal_comment_count,
        counts.agent_reply_count + counts.customer_comment_count + counts.internal_comment_count as comment_count,
        coalesce(reply_times.handoff_count, 0) as handoff_count,
        {{ instant('counts.last_comment_second') }} as last_comment_at,
        coalesce(assignments.assignee_count, 0) as assignee_count,
        coalesce(assignments.assignee_station_count, 0) as assignee_station_count,
        counts.group_station_count,
        assignments.first_assignee_id,
        assignments.last_assignee_id,
        {{ instant('assignments.first_assigned_second') }} as first_assigned_at,
        {{ instant('assignments.last_assigned_second') }} as last_assigned_at,
        greatest(states.last_resolution_seconds - assignments.seconds_at_first_assignment, 0)
            as first_assignment_to_resolution_seconds,
        greatest(states.last_resolution_seconds - assignments.seconds_at_last_assignment, 0)
            as last_assignment_to_resolution_seconds,
        case
            when {{ list_holds('sources.carries', "'assigned'") }}
                then coalesce(assignments.unassigned_seconds, states.last_seconds)
        end as unassigned_seconds,
        states.resolution_count,
        milestones.reopen_count,
        {{ instant('states.first_solved_second') }} as first_solved_at,
        {{ instant('states.last_solved_second') }} as last_solved_at,
        states.first_resolution_seconds,
        states.first_resolution_business_seconds,
        states.last_resolution_seconds,
        states.last_resolution_business_seconds,
        {{ list_holds('sources.carries', "'public_reply'") }} as carries_replies,
        milestones.state in ('Resolved', 'Closed') as is_solved,
        coalesce(milestones.removal in ('deleted', 'merged'), false) as is_removed,
        states.new_seconds,
        states.new_business_seconds,
        states.open_seconds,
        states.open_business_seconds,
        states.waiting_on_customer_seconds,
        states.waiting_on_customer_business_seconds,
        states.on_hold_seconds,
        states.on_hold_business_seconds,
        counts.deletion_count,
        counts.recovery_count,
        {{ instant('states.last_state_change_second') }} as last_state_change_at,
        cases.opened_at,
        {{ instant('milestones.last_event_second') }} as last_event_at,
        case
            when
                milestones.state not in ('Resolved', 'Closed')
                and coalesce(milestones.removal not in ('deleted', 'merged'), true)
                then cases.as_of_second - cases.opened_second - states.last_seconds
        end as removed_seconds,
        cases.case_key
    from cases
    inner join milestones on cases.case_key = milestones.case_key
    inner join sources on cases.source = sources.source
    inner join counts on cases.case_key = counts.case_key
    inner join states on cases.case_key = states.case_key
    left join reply_times on cases.case_key = reply_times.case_key
    left join assignments on cases.case_key = assignments.case_key

)

select * from joined
