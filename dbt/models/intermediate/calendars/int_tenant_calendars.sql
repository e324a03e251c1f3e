with

cases as (

    select * from {{ ref('int_cases') }}

),

calendars as (

    select * from {{ ref('int_calendar_versions') }}

),

tenants as (

    select distinct
        source,
        tenant_id
    from cases

),

own_calendars as (

    select
        source,
        tenant_id,
        min(calendar_id) as calendar_id
    from calendars
    where tenant_id is not null
    group by source, tenant_id

),

default_calendars as (

    select
        source,
        min(calendar_id) as calendar_id
    from calendars
    where is_default
    group by source

),

calendar_keys as (

    select distinct
        source,
        calendar_id,
        calendar_key
    from calendars

),

-- A tenant's own calendar goes before its source's default.
chosen as (

    select
        tenants.source,
        tenants.tenant_id,
        coalesce(own_calendars.calendar_id, default_calendars.calendar_id) as calendar_id
    from tenants
    left join own_calendars
        on tenants.source = own_calendars.source and tenants.tenant_id = own_calendars.tenant_id
    left join default_calendars on tenants.source = default_calendars.source

)

select
    chosen.source,
    chosen.tenant_id,
    chosen.calendar_id,
    calendar_keys.calendar_key
from chosen
inner join calendar_keys
    on chosen.source = calendar_keys.source and chosen.calendar_id = calendar_keys.calendar_id
