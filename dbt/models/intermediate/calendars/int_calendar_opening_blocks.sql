with

local_spans as (

    select * from {{ ref('int_calendar_local_spans') }}

),

zone_spells as (

    select * from {{ ref('int_time_zone_spells') }}

),

numbered_spans as (

    select
        row_number() over () as span_number,
        *
    from local_spans

),

-- A local time is the first instant at which the zone's clock shows it or more: the earlier of two where it
-- occurs twice, the moment of the change where it never occurs.
starts_in_utc as (

    select
        spans.span_number,
        min(greatest(zone_spells.starts_second, spans.starts_local - zone_spells.offset_seconds)) as starts_second
    from numbered_spans as spans
    inner join zone_spells
        on
            spans.time_zone = zone_spells.time_zone
            and spans.starts_local - zone_spells.offset_seconds < zone_spells.ends_second
            and spans.starts_local + 172800 > zone_spells.starts_second
    group by spans.span_number

),

ends_in_utc as (

    select
        spans.span_number,
        min(greatest(zone_spells.starts_second, spans.ends_local - zone_spells.offset_seconds)) as ends_second
    from numbered_spans as spans
    inner join zone_spells
        on
            spans.time_zone = zone_spells.time_zone
            and spans.ends_local - zone_spells.offset_seconds < zone_spells.ends_second
            and spans.ends_local + 172800 > zone_spells.starts_second
    group by spans.span_number

),

-- A version of a calendar counts only while it is in force, to the second.
spans_in_force as (

    select
        spans.calendar_key,
        greatest(starts_in_utc.starts_second, spans.valid_from_second) as starts_second,
        least(ends_in_utc.ends_second, spans.valid_to_second) as ends_second,
        spans.open_delta,
        spans.break_delta
    from numbered_spans as spans
    inner join starts_in_utc on spans.span_number = starts_in_utc.span_number
    inner join ends_in_utc on spans.span_number = ends_in_utc.span_number

)

select * from spans_in_force
where starts_second < ends_second
