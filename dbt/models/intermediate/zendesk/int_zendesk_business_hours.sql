with

blocks as (

    select * from {{ ref('int_zendesk_schedule_blocks') }}

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

)

select
    source,
    schedule_id as calendar_id,
    {{ time_of_day('opens_minute') }} as opens_at,
    {{ time_of_day('closes_minute') }} as closes_at,
    1 as version,
    (day_number + 6) % 7 + 1 as weekday,
    loaded_at
from parts
