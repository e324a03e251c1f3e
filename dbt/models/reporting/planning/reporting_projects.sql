with

projects as (

    select * from {{ ref('projects') }}

)

select
    source,
    project_id,
    title,
    owner,
    reported_status,
    status_by_dates,
    progress_rate,
    elapsed_rate,
    progress_gap,
    cast(planned_day_count as bigint) as planned_day_count,
    cast(days_past_due as bigint) as days_past_due,
    is_open,
    is_overdue,
    is_behind,
    is_completed,
    is_completed_late,
    is_status_too_kind,
    starts_on,
    due_on,
    completed_on,
    opportunity_key,
    linked_by
from projects
