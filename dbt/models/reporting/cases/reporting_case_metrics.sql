with

case_metrics as (

    select * from {{ ref('case_metrics') }}

),

figures as (

    select
        *,
        new_seconds + open_seconds + on_hold_seconds as requester_wait_seconds,
        new_business_seconds + open_business_seconds + on_hold_business_seconds as requester_wait_business_seconds,
        new_seconds + open_seconds as agent_work_seconds,
        new_business_seconds + open_business_seconds as agent_work_business_seconds,
        new_seconds + open_seconds + on_hold_seconds + waiting_on_customer_seconds as unsolved_seconds,
        new_business_seconds
        + open_business_seconds
        + on_hold_business_seconds
        + waiting_on_customer_business_seconds as unsolved_business_seconds,
        case when carries_replies then is_solved and agent_reply_count = 1 end as is_one_touch,
        case when carries_replies then is_solved and agent_reply_count = 2 end as is_two_touch,
        case when carries_replies then is_solved and agent_reply_count > 2 end as is_multi_touch,
        not is_solved and not is_removed as is_unsolved
    from case_metrics

),

sources as (

    select * from {{ ref('sources') }}

)

select
    figures.source,
    figures.tenant_id,
    figures.case_id,
    figures.first_reply_seconds,
    figures.first_reply_business_seconds,
    figures.total_reply_seconds,
    figures.agent_reply_count,
    figures.agent_comment_count,
    figures.customer_comment_count,
    figures.public_comment_count,
    figures.internal_comment_count,
    figures.comment_count,
    figures.handoff_count,
    figures.last_comment_at,
    figures.assignee_count,
    figures.assignee_station_count,
    figures.group_station_count,
    figures.first_assignee_id,
    figures.last_assignee_id,
    figures.first_assigned_at,
    figures.last_assigned_at,
    figures.first_assignment_to_resolution_seconds,
    figures.last_assignment_to_resolution_seconds,
    figures.unassigned_seconds,
    figures.resolution_count,
    figures.reopen_count,
    figures.first_solved_at,
    figures.last_solved_at,
    figures.first_resolution_seconds,
    figures.first_resolution_business_seconds,
    figures.last_resolution_seconds,
    figures.last_resolution_business_seconds,
    figures.is_one_touch,
    figures.is_two_touch,
    figures.is_multi_touch,
    figures.new_seconds,
    figures.new_business_seconds,
    figures.open_seconds,
    figures.open_business_seconds,
    figures.waiting_on_customer_seconds,
    figures.waiting_on_customer_business_seconds,
    figures.on_hold_seconds,
    figures.on_hold_business_seconds,
    figures.requester_wait_seconds,
    figures.requester_wait_business_seconds,
    figures.agent_work_seconds,
    figures.agent_work_business_seconds,
    figures.unsolved_seconds,
    figures.unsolved_business_seconds,
    figures.deletion_count,
    figures.recovery_count,
    figures.last_state_change_at,
    case
        when figures.is_unsolved
            then
                {{ epoch_seconds('sources.as_of') }}
                - {{ epoch_seconds('figures.opened_at') }}
                - figures.removed_seconds
    end as unsolved_age_seconds,
    case
        when figures.is_unsolved
            then {{ epoch_seconds('sources.as_of') }} - {{ epoch_seconds('figures.last_event_at') }}
    end as unsolved_age_since_event_seconds,
    sources.as_of
from figures
inner join sources on figures.source = sources.source
