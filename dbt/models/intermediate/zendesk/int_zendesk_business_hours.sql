with

blocks as (

    select * from {{ ref('int_zendesk_schedule_blocks') }}

),

logged_hours as (

    select * from {{ ref('int_zendesk_workweek_hours') }}

),

-- The blocks of today are those of the last version: the first one where nothing was ever changed.
last_versions as (

    select
        source,
        schedule_id,
        max(version) as version
    from {{ ref('int_zendesk_schedule_versions') }}
    group by source, schedule_id

),

-- One part for each day that a block touches; day 0 is the Sunday that the week begins with.
parts as (

    select
        blocks.source,
        blocks.schedule_id,
        blocks.loaded_at,
        days.day_number,
        greatest(blocks.starts_minute - days.day_number * 1440, 0) as opens_minute,
        least(blocks.ends_minute - days.day_number * 1440, 1440) as closes_minute
    from blocks
    cross join
        lateral (
            select {{ unnested(whole_numbers(
                whole_quotient('blocks.starts_minute', '1440'),
                whole_quotient('blocks.ends_minute - 1', '1440')
            )) }} as day_number
        ) as days
    where blocks.time_zone is not null and blocks.starts_minute < blocks.ends_minute

),

todays_hours as (

    select
        parts.source,
        parts.schedule_id,
        {{ time_of_day('parts.opens_minute') }} as opens_at,
        {{ time_of_day('parts.closes_minute') }} as closes_at,
        last_versions.version,
        (parts.day_number + 6) % 7 + 1 as weekday,
        parts.loaded_at
    from parts
    inner join last_versions
        on parts.source = last_versions.source and parts.schedule_id = last_versions.schedule_id

),

unioned as (

    select
        source,
        schedule_id as calendar_id,
        opens_at,
        closes_at,
        version,
        weekday,
        loaded_at
    from todays_hours

    union all

    select
        source,
        schedule_id as calendar_id,
        opens_at,
        closes_at,
        version,
        weekday,
        loaded_at
    from logged_hours

)

select * from unioned
