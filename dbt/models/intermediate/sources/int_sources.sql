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
