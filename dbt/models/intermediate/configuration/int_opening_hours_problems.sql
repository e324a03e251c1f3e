with

hours as (

    select * from {{ ref('stg_support__business_hours') }}

),

date_hours as (

    select * from {{ ref('stg_support__calendar_date_hours') }}

),

blocks as (

    select
        source,
        calendar_id,
        'business_hours' as subject,
        concat(calendar_id, ' / ', version, ' / ', weekday) as day_key,
        opens_at,
        closes_at,
        loaded_at
    from hours

    union all

    select
        source,
        calendar_id,
        'calendar_date_hours' as subject,
        concat(calendar_id, ' / ', local_date) as day_key,
        opens_at,
        closes_at,
        loaded_at
    from date_hours

),

timed as (

    select
        *,
        {{ seconds_of_day('opens_at') }} as opens_second,
        {{ seconds_of_day('closes_at') }} as closes_second
    from blocks

),

followed as (

    select
        *,
        max(closes_second) over (
            partition by source, subject, day_key order by opens_second, closes_second
            rows between unbounded preceding and 1 preceding
        ) as open_until_second
    from timed

),

overlapping as (

    select
        source,
        calendar_id,
        subject,
        concat(day_key, ' / ', opens_at) as record_key,
        concat('the block ', opens_at, '-', closes_at, ' opens before an earlier one of the day has closed') as problem,
        'the time that both cover counts once' as effect,
        loaded_at
    from followed
    where opens_second < open_until_second

)

select * from overlapping
