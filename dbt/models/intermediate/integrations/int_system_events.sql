with

events as (

    select * from {{ ref('stg_platform__events') }}

),

sources as (

    select * from {{ ref('int_sources') }}

)

select
    events.source,
    events.event_id,
    events.tenant_id,
    events.event_name,
    events.severity,
    events.region,
    {{ json_text('events.metadata', 'user') }} as user_id,
    events.occurred_at,
    sources.as_of
from events
inner join sources on events.source = sources.source
where events.occurred_at is null or events.occurred_at <= sources.as_of
