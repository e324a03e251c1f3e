with

calendars as (

    select * from {{ ref('stg_support__business_calendars') }}

),

hours as (

    select * from {{ ref('stg_support__business_hours') }}

),

date_hours as (

    select * from {{ ref('stg_support__calendar_date_hours') }}

),

breaks as (

    select * from {{ ref('stg_support__calendar_breaks') }}

),

holidays as (

    select * from {{ ref('stg_support__calendar_holidays') }}

),

rows_of_calendars as (

    select
        source,
        calendar_id,
        version,
        'business_hours' as subject,
        concat(calendar_id, ' / ', version, ' / ', weekday, ' / ', opens_at) as record_key,
        loaded_at
    from hours

    union all

    select
        source,
        calendar_id,
        null as version,
        'calendar_date_hours' as subject,
        concat(calendar_id, ' / ', local_date, ' / ', opens_at) as record_key,
        loaded_at
    from date_hours

    union all

    select
        source,
        calendar_id,
        null as version,
        'calendar_breaks' as subject,
        concat(calendar_id, ' / ', local_date, ' / ', starts_at) as record_key,
        loaded_at
    from breaks

    union all

    select
        source,
        calendar_id,
        null as version,
        'calendar_holidays' as subject,
        concat(calendar_id, ' / ', starts_on) as record_key,
        loaded_at
    from holidays

),

stray as (

    select
        rows_of_calendars.source,
        rows_of_calendars.calendar_id,
        rows_of_calendars.subject,
        rows_of_calendars.record_key,
        'it belongs to a calendar, or a version of one, that is not there' as problem,
        'it is not used' as effect,
        rows_of_calendars.loaded_at
    from rows_of_calendars
    left join calendars
        on
            rows_of_calendars.source = calendars.source
            and rows_of_calendars.calendar_id = calendars.calendar_id
            and coalesce(rows_of_calendars.version, calendars.version) = calendars.version
    where calendars.calendar_id is null

)

select * from stray
