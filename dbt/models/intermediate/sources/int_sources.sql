with

sources as (

    select * from {{ ref('stg_ingestion__sources') }}

),

events as (

    select * from {{ ref('stg_event_log__events') }}

),

case_list as (

    select * from {{ ref('stg_event_log__case_list') }}

),

support_moves as (

    select * from {{ ref('stg_support__case_state_transitions') }}

),

support_messages as (

    select * from {{ ref('stg_support__case_interactions') }}

),

zendesk_history as (

    select * from {{ ref('stg_zendesk__ticket_field_history') }}

),

zendesk_comments as (

    select * from {{ ref('stg_zendesk__ticket_comments') }}

),

moments as (

    select
        source,
        occurred_at
    from events
    union all
    select
        source,
        changed_at as occurred_at
    from case_list
    union all
    select
        source,
        occurred_at
    from support_moves
    union all
    select
        source,
        occurred_at
    from support_messages
    union all
    select
        source,
        updated_at as occurred_at
    from zendesk_history
    union all
    select
        source,
        created_at as occurred_at
    from zendesk_comments

),

last_events as (

    select
        source,
        max(occurred_at) as last_event_at
    from moments
    group by source

),

-- An old export says "as of my last event"; nothing is ever looked at later than the run itself.
sources_with_as_of as (

    select
        sources.source,
        sources.source_type,
        sources.description,
        sources.carries,
        case
            when sources.is_as_of_last_event
                then least(sources.as_of, coalesce(last_events.last_event_at, sources.as_of))
            else sources.as_of
        end as as_of
    from sources
    left join last_events on sources.source = last_events.source

)

select
    source,
    source_type,
    description,
    carries,
    as_of,
    {{ epoch_seconds('as_of') }} as as_of_second
from sources_with_as_of
