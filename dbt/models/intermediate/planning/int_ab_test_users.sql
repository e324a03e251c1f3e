with

events as (

    select * from {{ ref('stg_platform__ab_events') }}

),

tests as (

    select * from {{ ref('stg_platform__ab_tests') }}

),

sources as (

    select * from {{ ref('int_sources') }}

),

-- What happened before a test or after it is not its doing.
timed as (

    select
        events.source,
        events.test_id,
        events.user_id,
        events.variant,
        events.event_type,
        events.occurred_at,
        coalesce(events.occurred_at < tests.started_at, false)
        or coalesce(events.occurred_at > tests.ended_at, false) as is_outside
    from events
    inner join sources on events.source = sources.source
    inner join tests on events.source = tests.source and events.test_id = tests.test_id
    where events.occurred_at <= sources.as_of

),

shown as (

    select
        source,
        test_id,
        user_id,
        min(case when event_type = 'exposure' and not is_outside then occurred_at end) as first_shown_at,
        max(case when event_type = 'conversion' and not is_outside then occurred_at end) as last_converted_at,
        count(distinct case when not is_outside then variant end) as variant_count,
        min(case when not is_outside then variant end) as variant,
        count(case when is_outside then 1 end) as outside_event_count
    from timed
    group by source, test_id, user_id

)

select
    source,
    test_id,
    user_id,
    first_shown_at,
    outside_event_count,
    case when variant_count = 1 then variant end as variant,
    variant_count > 1 as is_in_both,
    coalesce(last_converted_at >= first_shown_at, false) as is_converted,
    last_converted_at is not null and coalesce(last_converted_at < first_shown_at, true) as is_converted_before
from shown
