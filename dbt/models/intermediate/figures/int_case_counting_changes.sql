with

cases as (

    select * from {{ ref('int_cases_to_compute') }}

),

events as (

    select * from {{ ref('int_case_events_to_compute') }}

),

tenant_calendars as (

    select * from {{ ref('int_tenant_calendars') }}

),

case_calendars as (

    select calendars.*
    from {{ ref('int_case_calendar_spells') }} as calendars
    inner join cases on calendars.case_key = cases.case_key

),

cases_with_calendars as (

    select distinct case_key from case_calendars

),

-- -1 stands for no calendar: none other is taken for it.
own_calendars as (

    select
        case_calendars.case_key,
        coalesce(case_calendars.calendar_key, -1) as calendar_key,
        greatest(case_calendars.from_second, cases.opened_second) as at_second
    from case_calendars
    inner join cases on case_calendars.case_key = cases.case_key
    where case_calendars.to_second > cases.opened_second

),

calendars_of_tenants as (

    select
        cases.case_key,
        coalesce(tenant_calendars.calendar_key, -1) as calendar_key,
        cases.opened_second as at_second
    from cases
    left join tenant_calendars
        on cases.source = tenant_calendars.source and cases.tenant_id = tenant_calendars.tenant_id
    left join cases_with_calendars on cases.case_key = cases_with_calendars.case_key
    where cases_with_calendars.case_key is null

),

removals as (

    select
        case_key,
        occurred_second as at_second,
        kind <> 'recovered' as is_removed,
        moment
    from events
    where kind in ('deleted', 'recovered', 'merged')

),

unioned as (

    select
        case_key,
        at_second,
        calendar_key,
        cast(null as boolean) as is_removed,
        cast(-1 as bigint) as moment
    from own_calendars
    union all
    select
        case_key,
        at_second,
        calendar_key,
        cast(null as boolean) as is_removed,
        cast(-1 as bigint) as moment
    from calendars_of_tenants
    union all
    select
        case_key,
        at_second,
        cast(null as bigint) as calendar_key,
        is_removed,
        moment
    from removals

)

select * from unioned
