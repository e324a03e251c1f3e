with

sources as (

    select * from {{ ref('int_sources') }}

),

clocks as (

    select * from {{ ref('sla_clocks') }}

),

windows as (

    select * from {{ ref('sla_clock_windows') }}

),

calendars as (

    select * from {{ ref('int_calendar_versions') }}

),

rows_by_clock as (

    select
        source,
        clock,
        count(*) as window_count
    from windows
    group by source, clock

),

sources_with_calendar as (

    select distinct source from calendars

)

select
    sources.source,
    clocks.clock,
    clocks.label,
    {{ list_holds_all('sources.carries', split_text('clocks.needs', '|')) }} as is_measured,
    case
        when not {{ list_holds_all('sources.carries', split_text('clocks.needs', '|')) }}
            then concat('the source carries no event of kind ', replace(clocks.needs, '|', ' or of kind '))
        when sources_with_calendar.source is null
            then 'the source has no business calendar, so targets in business time do not apply'
        when rows_by_clock.window_count is null then 'nobody has set a target for it'
    end as note,
    coalesce(rows_by_clock.window_count, 0) as window_count
from sources
cross join clocks
left join rows_by_clock on sources.source = rows_by_clock.source and clocks.clock = rows_by_clock.clock
left join sources_with_calendar on sources.source = sources_with_calendar.source
