with

calendars as (

    select * from {{ ref('int_calendar_versions') }}

),

holidays as (

    select * from {{ ref('int_calendar_holidays') }}

),

horizon as (

    select * from {{ ref('int_calendar_horizon') }}

),

dates as (

    select
        days.day_number,
        {{ date_of_day_number('days.day_number') }} as local_date
    from horizon
    cross join lateral (
        select {{ unnested(whole_numbers('horizon.first_day - 1', 'horizon.last_day + 1')) }} as day_number
    ) as days

),

calendar_dates as (

    select
        calendars.source,
        calendars.calendar_id,
        calendars.calendar_key,
        calendars.version,
        calendars.time_zone,
        calendars.valid_from_second,
        calendars.valid_to_second,
        dates.day_number,
        dates.local_date,
        (dates.day_number + 3) % 7 + 1 as weekday
    from calendars
    cross join dates

),

-- A holiday beats the hours of a date, which beat the hours of the week.
open_dates as (

    select calendar_dates.*
    from calendar_dates
    left join holidays
        on
            calendar_dates.source = holidays.source
            and calendar_dates.calendar_id = holidays.calendar_id
            and calendar_dates.local_date between holidays.starts_on and holidays.ends_on
    where holidays.calendar_id is null

)

select * from open_dates
