with

desk_incidents as (

    select * from {{ ref('desk_incidents') }}

)

select
    source,
    incident_id,
    title,
    status,
    severity,
    component,
    commander,
    comms_channel,
    is_open,
    cast(action_count as bigint) as action_count,
    cast(open_action_count as bigint) as open_action_count,
    cast(overdue_action_count as bigint) as overdue_action_count,
    cast(lasted_seconds as bigint) as lasted_seconds,
    started_at,
    ended_at
from desk_incidents
