with

escalations as (

    select * from {{ ref('stg_support__escalations') }}

),

cases as (

    select * from {{ ref('desk_cases') }}

),

sources as (

    select * from {{ ref('int_sources') }}

),

ownerships as (

    select * from {{ ref('int_component_ownerships') }}

),

updates as (

    select * from {{ ref('desk_escalation_updates') }}

),

seen as (

    select
        escalations.*,
        cases.case_key,
        cases.tenant_name,
        cases.priority,
        cases.is_ever_resolved,
        sources.as_of,
        {{ utc_day('sources.as_of_second') }} - {{ utc_day(epoch_seconds('escalations.escalated_at')) }}
            as escalated_days_ago
    from escalations
    inner join cases on escalations.source = cases.source and escalations.case_id = cases.case_id
    inner join sources on escalations.source = sources.source
    where escalations.escalated_at <= sources.as_of

)

select
    seen.case_key,
    seen.source,
    seen.tenant_id,
    seen.tenant_name,
    seen.case_id,
    seen.escalation_id,
    seen.incident_id,
    seen.priority,
    case when seen.kind = 'sre' then 'on-call' else seen.kind end as level,
    seen.component,
    coalesce(seen.to_team, 'not said') as to_team,
    ownerships.team as owner_team,
    seen.linked_bug_key,
    seen.update_cadence_minutes,
    seen.escalated_days_ago,
    case
        when seen.acknowledged_at <= seen.as_of
            then {{ epoch_seconds('seen.acknowledged_at') }} - {{ epoch_seconds('seen.escalated_at') }}
    end as time_to_acknowledge_seconds,
    coalesce(updates.decided_count, 0) as updates_decided_count,
    coalesce(updates.met_count, 0) as updates_met_count,
    coalesce(updates.breached_count, 0) as updates_breached_count,
    seen.ended_at is null or seen.ended_at > seen.as_of as is_open,
    (seen.ended_at is null or seen.ended_at > seen.as_of) and seen.is_ever_resolved as is_forgotten,
    case when seen.kind = 'engineering' then seen.to_team = ownerships.team end as is_with_owner,
    seen.escalated_at,
    case when seen.ended_at <= seen.as_of then seen.ended_at end as ended_at
from seen
left join ownerships
    on
        seen.source = ownerships.source
        and seen.component = ownerships.component
        and seen.escalated_at >= ownerships.counts_from
        and (seen.escalated_at < ownerships.valid_to or ownerships.valid_to is null)
left join updates on seen.source = updates.source and seen.escalation_id = updates.escalation_id
