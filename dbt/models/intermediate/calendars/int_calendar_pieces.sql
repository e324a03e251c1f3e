with

blocks as (

    select * from {{ ref('int_calendar_opening_blocks') }}

),

calendar_keys as (

    select distinct calendar_key from {{ ref('int_calendar_versions') }}

),

horizon as (

    select * from {{ ref('int_calendar_horizon') }}

),

midnights as (

    select
        calendar_keys.calendar_key,
        days.day_number * 86400 as at_second
    from calendar_keys
    cross join horizon
    cross join lateral (
        select {{ unnested(whole_numbers('horizon.first_day', 'horizon.last_day')) }} as day_number
    ) as days

),

points as (

    select
        calendar_key,
        starts_second as at_second,
        open_delta,
        break_delta
    from blocks
    union all
    select
        calendar_key,
        ends_second as at_second,
        -open_delta as open_delta,
        -break_delta as break_delta
    from blocks
    union all
    select
        calendar_key,
        at_second,
        0 as open_delta,
        0 as break_delta
    from midnights

),

moments as (

    select
        calendar_key,
        at_second,
        sum(open_delta) as open_delta,
        sum(break_delta) as break_delta
    from points
    group by calendar_key, at_second

),

-- Walking along the moments, a piece is open while a block is open and no break is on.
pieces as (

    select
        calendar_key,
        at_second as starts_second,
        lead(at_second) over along as ends_second,
        sum(open_delta) over along > 0 and sum(break_delta) over along = 0 as is_open
    from moments
    window along as (
        partition by calendar_key order by at_second
        rows between unbounded preceding and current row
    )

),

measured as (

    select
        calendar_key,
        starts_second,
        ends_second,
        is_open,
        case when is_open then ends_second - starts_second else 0 end as open_seconds
    from pieces
    where ends_second is not null

),

-- Pieces end at UTC midnight, so that an instant finds its piece by a hash on calendar and day.
with_seconds_before as (

    select
        calendar_key,
        {{ utc_day('starts_second') }} as utc_day,
        starts_second,
        ends_second,
        is_open,
        cast(sum(open_seconds) over along - open_seconds as bigint) as business_seconds_before
    from measured
    window along as (
        partition by calendar_key order by starts_second
        rows between unbounded preceding and current row
    )

)

select * from with_seconds_before
