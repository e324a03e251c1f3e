with

pieces as (

    select * from {{ ref('int_calendar_pieces') }}

),

calendars as (

    select * from {{ ref('int_calendar_versions') }}

),

names as (

    select
        calendar_key,
        source,
        calendar_id,
        min(calendar_name) as calendar_name
    from calendars
    group by calendar_key, source, calendar_id

)

select
    names.source,
    names.calendar_id,
    names.calendar_name,
    {{ instant('pieces.starts_second') }} as opens_at,
    {{ instant('pieces.ends_second') }} as closes_at,
    pieces.business_seconds_before
from pieces
inner join names on pieces.calendar_key = names.calendar_key
where pieces.is_open
