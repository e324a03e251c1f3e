with

calendars as (

    select * from {{ ref('stg_support__business_calendars') }}

),

-- Every purpose that a calendar serves: the default of its source, and a tenant's own.
purposes as (

    select
        source,
        calendar_id,
        'a default calendar of the source' as purpose,
        null as tenant_id,
        min(loaded_at) as loaded_at
    from calendars
    where is_default
    group by source, calendar_id

    union all

    select
        source,
        calendar_id,
        'a calendar of the tenant' as purpose,
        tenant_id,
        min(loaded_at) as loaded_at
    from calendars
    where tenant_id is not null
    group by source, calendar_id, tenant_id

),

chosen as (

    select
        *,
        min(calendar_id) over (partition by source, purpose, tenant_id) as chosen_calendar_id
    from purposes

),

passed_over as (

    select
        source,
        calendar_id,
        'business_calendars' as subject,
        calendar_id as record_key,
        concat(purpose, ' beside ', chosen_calendar_id) as problem,
        concat(chosen_calendar_id, ' is taken; this one only where a policy names it') as effect,
        loaded_at
    from chosen
    where calendar_id <> chosen_calendar_id

)

select * from passed_over
