with

calendars as (

    select * from {{ ref('int_business_calendars') }}

),

hours as (

    select * from {{ ref('int_business_hours') }}

),

-- The first version reaches back; each holds until the next one begins.
versions as (

    select
        source,
        calendar_id,
        tenant_id,
        calendar_name,
        time_zone,
        version,
        business_day_seconds,
        is_default,
        case
            when row_number() over versions_of_calendar = 1 then cast(-62135596800 as bigint)
            else {{ epoch_seconds('valid_from') }}
        end as valid_from_second,
        coalesce(
            lead({{ epoch_seconds('valid_from') }}) over versions_of_calendar,
            cast(253402300800 as bigint)
        ) as valid_to_second
    from calendars
    window versions_of_calendar as (partition by source, calendar_id order by valid_from, version)

),

-- Where blocks of a day overlap, the time that both cover is open once: only what lies past all earlier ones adds.
blocks as (

    select
        source,
        calendar_id,
        version,
        weekday,
        {{ seconds_of_day('closes_at') }} as closes_second,
        greatest(
            {{ seconds_of_day('opens_at') }},
            coalesce(
                max({{ seconds_of_day('closes_at') }}) over (
                    partition by source, calendar_id, version, weekday
                    order by {{ seconds_of_day('opens_at') }}, {{ seconds_of_day('closes_at') }}
                    rows between unbounded preceding and 1 preceding
                ),
                0
            )
        ) as counts_from_second
    from hours

),

daily_totals as (

    select
        source,
        calendar_id,
        version,
        weekday,
        sum(greatest(closes_second - counts_from_second, 0)) as open_seconds
    from blocks
    group by source, calendar_id, version, weekday

),

frequencies as (

    select
        source,
        calendar_id,
        version,
        open_seconds,
        row_number() over (
            partition by source, calendar_id, version
            order by count(*) desc, open_seconds desc
        ) as place
    from daily_totals
    where open_seconds > 0
    group by source, calendar_id, version, open_seconds

),

-- One business day is the most frequent daily total of the week, unless the calendar states another.
with_business_day as (

    select
        versions.source,
        versions.calendar_id,
        versions.tenant_id,
        versions.calendar_name,
        versions.time_zone,
        versions.version,
        versions.is_default,
        versions.valid_from_second,
        versions.valid_to_second,
        coalesce(versions.business_day_seconds, frequencies.open_seconds) as business_day_seconds,
        dense_rank() over (order by versions.source, versions.calendar_id) as calendar_key
    from versions
    left join frequencies
        on
            versions.source = frequencies.source
            and versions.calendar_id = frequencies.calendar_id
            and versions.version = frequencies.version
            and frequencies.place = 1

)

select * from with_business_day
