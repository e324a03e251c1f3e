with

pieces as (

    select * from {{ ref('int_calendar_pieces') }}

),

open_pieces as (

    select
        calendar_key,
        starts_second,
        business_seconds_before,
        business_seconds_before + ends_second - starts_second as business_seconds_after
    from pieces
    where is_open

),

-- The inverse look-up: a count of business seconds finds its piece by a hash on calendar and bucket of 86,400.
-- A count that falls on a closing time belongs to the piece that closes, not to the next opening.
bucketed as (

    select
        open_pieces.calendar_key,
        buckets.bucket,
        open_pieces.starts_second,
        open_pieces.business_seconds_before,
        open_pieces.business_seconds_after
    from open_pieces
    cross join lateral (
        select {{ unnested(whole_numbers(
            whole_quotient('open_pieces.business_seconds_before', '86400'),
            whole_quotient('open_pieces.business_seconds_after', '86400')
        )) }} as bucket
    ) as buckets

)

select * from bucketed
