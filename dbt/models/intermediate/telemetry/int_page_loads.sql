with

events as (

    select * from {{ ref('stg_platform__telemetry_events') }}

),

sources as (

    select * from {{ ref('int_sources') }}

)

-- What stands behind a question mark or a number sign is a question to a page, and no page of its own.
select
    events.source,
    events.event_id,
    events.tenant_id,
    regexp_extract(events.page_url, '^[^?#]*', 0) as page,
    coalesce({{ browser_in_user_agent('events.user_agent') }}, events.reported_browser, 'Unknown') as browser,
    {{ browser_in_user_agent('events.user_agent') }} as browser_in_user_agent,
    events.reported_browser,
    events.load_time_ms,
    events.occurred_at,
    cast(events.occurred_at as date) as occurred_on
from events
inner join sources on events.source = sources.source
where events.occurred_at is null or events.occurred_at <= sources.as_of
