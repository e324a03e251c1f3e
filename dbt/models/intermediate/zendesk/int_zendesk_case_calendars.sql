with

ticket_schedules as (

    select * from {{ ref('stg_zendesk__ticket_schedules') }}

)

-- Each holds until the next one; before the first one, and where there is none, the default calendar does.
select
    source,
    ticket_id as case_id,
    schedule_id as calendar_id,
    created_at as effective_at
from ticket_schedules
