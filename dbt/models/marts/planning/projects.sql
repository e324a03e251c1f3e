with

projects as (

    select * from {{ ref('stg_platform__projects') }}

),

sources as (

    select * from {{ ref('int_sources') }}

),

links as (

    select * from {{ ref('opportunity_links') }}
    where entity_kind = 'project'

),

dated as (

    select
        projects.source,
        projects.project_id,
        projects.title,
        links.opportunity_key,
        links.linked_by,
        projects.status as reported_status,
        projects.owner,
        projects.progress_rate,
        projects.starts_on,
        projects.due_on,
        projects.completed_on,
        cast(sources.as_of as date) as as_of_date,
        projects.completed_on is not null or projects.status = 'Completed' as is_completed
    from projects
    inner join sources on projects.source = sources.source
    left join links on projects.source = links.source and projects.project_id = links.entity_id

),

timed as (

    select
        *,
        not is_completed and reported_status <> 'Cancelled' and coalesce(starts_on <= as_of_date, true) as is_open,
        {{ dbt.datediff('starts_on', 'due_on', 'day') }}
            as planned_day_count,
        {{ dbt.datediff('starts_on', 'as_of_date', 'day') }}
            as elapsed_day_count,
        {{ dbt.datediff('due_on', 'coalesce(completed_on, as_of_date)', 'day') }}
            as days_past_due
    from dated

),

judged as (

    select
        *,
        is_open and coalesce(days_past_due > 0, false) as is_overdue,
        completed_on is not null and coalesce(days_past_due > 0, false) as is_completed_late,
        case
            when is_open and planned_day_count > 0
                then greatest(0, least(1, cast(elapsed_day_count as double) / planned_day_count))
        end as elapsed_rate
    from timed

)

-- Behind: so much of the planned time is over that the work at an even pace would be a fifth of the whole further on.
select
    *,
    progress_rate - elapsed_rate as progress_gap,
    coalesce(progress_rate - elapsed_rate <= -0.2, false) as is_behind,
    case
        when is_completed or reported_status in ('Cancelled', 'Planned') then reported_status
        when is_overdue then 'Overdue'
        when progress_rate - elapsed_rate <= -0.2 then 'Behind'
        when elapsed_rate is null then 'Not dated'
        else 'In time'
    end as status_by_dates,
    reported_status = 'On Track' and (is_overdue or coalesce(progress_rate - elapsed_rate <= -0.2, false))
        as is_status_too_kind
from judged
