{%- set changed = what_if_table('calendar_holidays') -%}

with

support_rows as (

    select * from {{ ref('stg_support__calendar_holidays') }}

),

zendesk_rows as (

    select * from {{ ref('int_zendesk_calendar_holidays') }}

),

unioned as (

    select
        source,
        calendar_id,
        holiday_name,
        starts_on,
        ends_on,
        loaded_at
    from support_rows

    union all

    select
        source,
        calendar_id,
        holiday_name,
        starts_on,
        ends_on,
        loaded_at
    from zendesk_rows

)

-- What a what-if changes comes in its place.
select * from {{ changed or 'unioned' }}
