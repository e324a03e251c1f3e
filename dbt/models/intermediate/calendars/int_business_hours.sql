{%- set changed = what_if_table('business_hours') -%}

with

support_rows as (

    select * from {{ ref('stg_support__business_hours') }}

),

zendesk_rows as (

    select * from {{ ref('int_zendesk_business_hours') }}

),

unioned as (

    select
        source,
        calendar_id,
        opens_at,
        closes_at,
        version,
        weekday,
        loaded_at
    from support_rows

    union all

    select
        source,
        calendar_id,
        opens_at,
        closes_at,
        version,
        weekday,
        loaded_at
    from zendesk_rows

)

-- What a what-if changes comes in its place.
select * from {{ changed or 'unioned' }}
