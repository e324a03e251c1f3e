with

open_dates as (

    select * from {{ ref('int_calendar_open_dates') }}

),

hours as (

    select * from {{ ref('int_business_hours') }}

),

date_hours as (

    select * from {{ ref('stg_support__calendar_date_hours') }}

),

breaks as (

    select * from {{ ref('stg_support__calendar_breaks') }}

),

dates_with_own_hours as (

    select distinct
        source,
        calendar_id,
        local_date
    from date_hours

),

weekly_spans as (

    select
        open_dates.calendar_key,
        open_dates.time_zone,
        open_dates.valid_from_second,
        open_dates.valid_to_second,
        open_dates.day_number * 86400 + {{ seconds_of_day('hours.opens_at') }} as starts_local,
        open_dates.day_number * 86400 + {{ seconds_of_day('hours.closes_at') }} as ends_local,
        1 as open_delta,
        0 as break_delta
    from open_dates
    inner join hours
        on
            open_dates.source = hours.source
            and open_dates.calendar_id = hours.calendar_id
            and open_dates.version = hours.version
            and open_dates.weekday = hours.weekday
    left join dates_with_own_hours
        on
            open_dates.source = dates_with_own_hours.source
            and open_dates.calendar_id = dates_with_own_hours.calendar_id
            and open_dates.local_date = dates_with_own_hours.local_date
    where dates_with_own_hours.calendar_id is null

),

date_spans as (

    select
        open_dates.calendar_key,
        open_dates.time_zone,
        open_dates.valid_from_second,
        open_dates.valid_to_second,
        open_dates.day_number * 86400 + {{ seconds_of_day('date_hours.opens_at') }} as starts_local,
        open_dates.day_number * 86400 + {{ seconds_of_day('date_hours.closes_at') }} as ends_local,
        1 as open_delta,
        0 as break_delta
    from open_dates
    inner join date_hours
        on
            open_dates.source = date_hours.source
            and open_dates.calendar_id = date_hours.calendar_id
            and open_dates.local_date = date_hours.local_date

),

break_spans as (

    select
        open_dates.calendar_key,
        open_dates.time_zone,
        open_dates.valid_from_second,
        open_dates.valid_to_second,
        open_dates.day_number * 86400 + {{ seconds_of_day('breaks.starts_at') }} as starts_local,
        open_dates.day_number * 86400 + {{ seconds_of_day('breaks.ends_at') }} as ends_local,
        0 as open_delta,
        1 as break_delta
    from open_dates
    inner join breaks
        on
            open_dates.source = breaks.source
            and open_dates.calendar_id = breaks.calendar_id
            and open_dates.local_date = breaks.local_date

),

local_spans as (

    select * from weekly_spans
    union all
    select * from date_spans
    union all
    select * from break_spans

)

select * from local_spans
