with

cases as (

    select * from {{ ref('int_cases') }}

),

sources as (

    select * from {{ ref('int_sources') }}

),

-- Calendars are laid out from the day before the oldest case to two years past the newest as_of.
bounds as (

    select
        min(cases.opened_second) as first_second,
        max(sources.as_of_second) as last_second
    from sources
    left join cases on sources.source = cases.source

)

select
    {{ utc_day('coalesce(first_second, last_second)') }} - 1 as first_day,
    {{ utc_day('last_second') }} + 731 as last_day
from bounds
