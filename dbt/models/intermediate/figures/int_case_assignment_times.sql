with

events as (

    select * from {{ ref('int_case_events_to_compute') }}

),

state_times as (

    select * from {{ ref('int_case_state_times') }}

),

counting_spells as (

    select * from {{ ref('int_case_counting_spells') }}

),

-- Up to the first assignment nobody has the case.
assignments as (

    select
        case_key,
        value as assignee_id,
        lag(value) over in_order as assignee_before,
        occurred_second,
        moment
    from events
    where kind = 'assigned'
    window in_order as (partition by case_key order by moment)

),

read_off as (

    select
        assignments.*,
        {{ case_seconds_at('spell', 'assignments.occurred_second') }} as case_seconds,
        state_times.last_seconds,
        assignments.assignee_id <> coalesce(assignments.assignee_before, '') as is_assignment
    from assignments
    inner join state_times on assignments.case_key = state_times.case_key
    {{ join_counting_spell('counting_spells', 'spell', 'assignments.case_key', 'assignments.occurred_second') }}
    where assignments.assignee_id is distinct from assignments.assignee_before

),

summed as (

    select
        case_key,
        count(distinct assignee_id) as assignee_count,
        count(case when is_assignment then 1 end) as assignee_station_count,
        min_by(assignee_id, case when is_assignment then moment end) as first_assignee_id,
        max_by(assignee_id, case when is_assignment then moment end) as last_assignee_id,
        min(case when is_assignment then occurred_second end) as first_assigned_second,
        max(case when is_assignment then occurred_second end) as last_assigned_second,
        min(case when is_assignment then case_seconds end) as seconds_at_first_assignment,
        max(case when is_assignment then case_seconds end) as seconds_at_last_assignment,
        sum(
            least(case_seconds, last_seconds)
            * (case when assignee_before is null then 1 else 0 end - case when assignee_id is null then 1 else 0 end)
        ) as unassigned_until_assignments,
        max_by(assignee_id is null, moment) as is_unassigned,
        max(last_seconds) as last_seconds
    from read_off
    group by case_key

)

select
    case_key,
    assignee_count,
    assignee_station_count,
    first_assignee_id,
    last_assignee_id,
    first_assigned_second,
    last_assigned_second,
    seconds_at_first_assignment,
    seconds_at_last_assignment,
    cast(unassigned_until_assignments + case when is_unassigned then last_seconds else 0 end as bigint)
        as unassigned_seconds
from summed
