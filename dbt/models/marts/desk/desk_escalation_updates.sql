with

windows as (

    select * from {{ ref('sla_clock_windows') }}
    where clock = 'update_cadence'

),

escalations as (

    select * from {{ ref('stg_support__escalations') }}
    where kind = 'engineering'

),

-- The clock counts for a case; a window belongs to the newest escalation to engineering before it began.
of_escalation as (

    select
        windows.source,
        windows.window_key,
        windows.status,
        max_by(escalations.escalation_id, escalations.escalated_at) as escalation_id
    from windows
    inner join escalations
        on
            windows.source = escalations.source
            and windows.case_id = escalations.case_id
            and windows.started_at >= escalations.escalated_at
    group by windows.source, windows.window_key, windows.status

)

select
    source,
    escalation_id,
    count(case when status in ('met', 'breached') then 1 end) as decided_count,
    count(case when status = 'met' then 1 end) as met_count,
    count(case when status = 'breached' then 1 end) as breached_count
from of_escalation
group by source, escalation_id
