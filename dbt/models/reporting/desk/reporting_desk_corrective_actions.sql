with

desk_corrective_actions as (

    select * from {{ ref('desk_corrective_actions') }}

)

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
    standing,
    cast(days_past_due as bigint) as days_past_due
from desk_corrective_actions
