with

horizon as (

    select * from {{ ref('int_calendar_horizon') }}

),

days as (

    select {{ date_of_day_number('listed.day_number') }} as date_day
    from horizon
    cross join lateral (
        select {{ unnested(whole_numbers('horizon.first_day', 'horizon.last_day')) }} as day_number
    ) as listed

)

select * from days
