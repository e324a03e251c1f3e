{#- Each step looks only into the stretches of the step before in which the offset changed. -#}
{%- set steps = [
    ('weeks', 604800, none),
    ('days', 86400, 'weeks'),
    ('hours', 3600, 'days'),
    ('minutes', 60, 'hours'),
] -%}
{%- set weeks_of_horizon = whole_quotient('horizon.last_day + 8 - horizon.first_day', '7') -%}

with

calendars as (

    select * from {{ ref('int_calendar_versions') }}

),

horizon as (

    select * from {{ ref('int_calendar_horizon') }}

),

zones as (

    select distinct time_zone from calendars

),

{% for step, seconds, coarser in steps %}
    {{ step }} as (

        {% if coarser is none %}
            select
                zones.time_zone,
                listed.number * 86400 as starts_second
            from zones
            cross join horizon
            cross join
                lateral (
                    select {{ unnested(whole_numbers('0', weeks_of_horizon)) }} as week
                ) as weeks_of_horizon
            cross join lateral (select horizon.first_day - 1 + weeks_of_horizon.week * 7 as number) as listed
        {% else %}
            select
                {{ coarser }}_compared.time_zone,
                {{ coarser }}_compared.starts_second + listed.number * {{ seconds }} as starts_second
            from {{ coarser }}_compared
            cross join
                lateral (
                    select {{ unnested(whole_numbers('0', steps[loop.index0 - 1][1] // seconds)) }} as number
                ) as listed
            where {{ coarser }}_compared.offset_seconds <> {{ coarser }}_compared.offset_after
        {% endif %}

    ),

    {{ step }}_offsets as (

        select
            time_zone,
            starts_second,
            {{ utc_offset_seconds('time_zone', 'starts_second') }} as offset_seconds
        from {{ step }}

    ),

    {{ step }}_compared as (

        select
            time_zone,
            starts_second,
            offset_seconds,
            lead(offset_seconds) over (partition by time_zone order by starts_second) as offset_after
        from {{ step }}_offsets

    ),

{% endfor %}
-- The first instant of all, and every minute that begins with another offset than the minute before.
changes as (

    select
        time_zone,
        min(starts_second) as starts_second,
        min_by(offset_seconds, starts_second) as offset_seconds
    from weeks_offsets
    group by time_zone

    union all

    select
        time_zone,
        starts_second + 60 as starts_second,
        offset_after as offset_seconds
    from minutes_compared
    where offset_seconds <> offset_after

),

spells as (

    select distinct
        time_zone,
        offset_seconds,
        starts_second,
        coalesce(
            lead(starts_second) over (partition by time_zone order by starts_second),
            cast(253402300800 as bigint)
        ) as ends_second
    from changes

)

select * from spells
