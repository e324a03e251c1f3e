with

events as (

    select * from {{ ref('int_case_events_to_compute') }}

),

spells as (

    select * from {{ ref('int_case_state_spells_to_compute') }}

),

-- One pass over the timeline: moments, counts, and of what a case keeps the newest value.
from_events as (

    select
        case_key,
        min(case when kind = 'public_reply' then occurred_second end) as first_public_reply_second,
        max(case when kind in ('state_changed', 'state_repeated') and value = 'Resolved' then occurred_second end)
            as resolved_second,
        max(case when kind in ('state_changed', 'state_repeated') and value = 'Closed' then occurred_second end)
            as closed_second,
        count(case when kind = 'group_changed' then 1 end) as reassignment_count,
        count(case when kind = 'public_reply' then 1 end) as public_reply_count,
        count(case when kind = 'customer_message' then 1 end) as customer_message_count,
        count(case when kind = 'escalated' then 1 end) as escalation_count,
        count(*) as event_count,
        max(occurred_second) as last_event_second,
        max_by(value, case when kind = 'priority_changed' then moment end) as priority,
        max_by(coalesce(value, ''), case when kind = 'group_changed' then moment end) as group_name,
        max_by(coalesce(value, ''), case when kind = 'assigned' then moment end) as owner_id,
        max_by(coalesce(actor_kind, ''), case when kind = 'state_changed' and value = 'Closed' then moment end)
            as closed_by,
        max_by(kind, case when kind in ('deleted', 'recovered', 'merged') then moment end) as removal
    from events
    group by case_key

),

from_spells as (

    select
        case_key,
        min(case when spell_number = 2 then entered_second end) as acknowledged_second,
        max_by(state, spell_number) as state,
        count(
            case when state_before in ('Resolved', 'Closed') and state not in ('Resolved', 'Closed') then 1 end
        ) as reopen_count
    from spells
    group by case_key

)

select
    from_events.case_key,
    from_spells.acknowledged_second,
    from_events.first_public_reply_second,
    from_events.resolved_second,
    from_events.closed_second,
    from_spells.reopen_count,
    from_events.reassignment_count,
    from_events.public_reply_count,
    from_events.customer_message_count,
    from_events.escalation_count,
    from_events.event_count,
    from_events.last_event_second,
    from_spells.state,
    from_events.priority,
    nullif(from_events.group_name, '') as group_name,
    nullif(from_events.owner_id, '') as owner_id,
    nullif(from_events.closed_by, '') as closed_by,
    from_events.removal
from from_events
inner join from_spells on from_events.case_key = from_spells.case_key
