with

wargames as (

    select * from {{ ref('wargames') }}

)

select
    source,
    simulation_id,
    tenant_id,
    topic,
    outcome,
    reported_status,
    decision,
    planned_round_count,
    round_count,
    reported_round_count,
    message_count,
    reported_message_count,
    participant_count,
    skipped_round_count,
    hours_played,
    silent_day_count,
    last_message,
    started_at,
    last_message_at,
    concluded_at
from wargames
