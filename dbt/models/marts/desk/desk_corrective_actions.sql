with

incidents as (

    select * from {{ ref('stg_support__incidents') }}

),

sources as (

    select * from {{ ref('int_sources') }}

),

listed as (

    select
        incidents.source,
        incidents.incident_id,
        incidents.title as incident_title,
        incidents.severity,
        incidents.component,
        cast(sources.as_of as date) as as_of_date,
        {{ unnested('incidents.corrective_actions') }} as corrective_action
    from incidents
    inner join sources on incidents.source = sources.source
    where incidents.started_at <= sources.as_of

),

named as (

    select
        listed.source,
        listed.incident_id,
        listed.incident_title,
        listed.severity,
        listed.component,
        listed.as_of_date,
        listed.corrective_action.title as action_title,
        listed.corrective_action.owner as action_owner,
        listed.corrective_action.due_on,
        case
            when listed.corrective_action.completed_on <= listed.as_of_date then listed.corrective_action.completed_on
        end as completed_on
    from listed

)

-- An action is overdue from the day after the one it was promised for.
select
    source,
    incident_id,
    incident_title,
    severity,
    component,
    action_title,
    action_owner,
    due_on,
    completed_on,
    case
        when completed_on > due_on then 'done late'
        when completed_on is not null then 'done'
        when due_on < as_of_date then 'overdue'
        else 'open'
    end as standing,
    {{ dbt.datediff('due_on', 'coalesce(completed_on, as_of_date)', 'day') }}
        as days_past_due
from named
