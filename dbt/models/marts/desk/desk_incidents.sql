with

incidents as (

    select * from {{ ref('stg_support__incidents') }}

),

actions as (

    select * from {{ ref('desk_corrective_actions') }}

),

platforms as (

    select * from {{ ref('int_source_platforms') }}

),

users as (

    select * from {{ ref('stg_platform__users') }}

),

sources as (

    select * from {{ ref('int_sources') }}

),

seen as (

    select
        incidents.*,
        sources.as_of,
        case when incidents.resolved_at <= sources.as_of then incidents.resolved_at end as ended_at
    from incidents
    inner join sources on incidents.source = sources.source
    where incidents.started_at <= sources.as_of

),

counted as (

    select
        source,
        incident_id,
        count(*) as action_count,
        count(case when standing = 'open' then 1 end) as open_action_count,
        count(case when standing = 'overdue' then 1 end) as overdue_action_count
    from actions
    group by source, incident_id

)

select
    seen.source,
    seen.incident_id,
    seen.title,
    seen.status,
    seen.severity,
    seen.component,
    coalesce(users.user_name, seen.commander_id) as commander,
    seen.comms_channel,
    seen.ended_at is null as is_open,
    coalesce(counted.action_count, 0) as action_count,
    coalesce(counted.open_action_count, 0) as open_action_count,
    coalesce(counted.overdue_action_count, 0) as overdue_action_count,
    {{ epoch_seconds('coalesce(seen.ended_at, seen.as_of)') }} - {{ epoch_seconds('seen.started_at') }}
        as lasted_seconds,
    seen.started_at,
    seen.ended_at
from seen
left join counted on seen.source = counted.source and seen.incident_id = counted.incident_id
inner join platforms on seen.source = platforms.source
left join users on platforms.platform_source = users.source and seen.commander_id = users.user_id
