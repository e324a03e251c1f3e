with

support_rows as (

    select * from {{ ref('stg_support__business_calendars') }}

),

zendesk_rows as (

    select * from {{ ref('int_zendesk_calendars') }}

),

unioned as (

    select
        source,
        calendar_id,
        tenant_id,
        calendar_name,
        time_zone,
        version,
        business_day_seconds,
        is_default,
        valid_from,
        updated_at,
        loaded_at
    from support_rows

    union all

    select
        source,
        calendar_id,
        tenant_id,
        calendar_name,
        time_zone,
        version,
        business_day_seconds,
        is_default,
        valid_from,
        updated_at,
        loaded_at
    from zendesk_rows

)

select * from unioned
