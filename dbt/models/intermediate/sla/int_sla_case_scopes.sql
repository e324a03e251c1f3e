with

cases as (

    select * from {{ ref('int_cases_to_compute') }}

),

events as (

    select * from {{ ref('int_case_events_to_compute') }}

),

scopes as (

    select * from {{ ref('int_sla_scopes') }}

),

case_calendars as (

    select * from {{ ref('int_case_calendar_spells') }}

),

priority_changes as (

    select
        case_key,
        value as priority,
        occurred_second,
        moment
    from events
    where kind = 'priority_changed'

),

-- The first priority reaches back to the opening: it is what the case was judged by before anybody changed it.
priority_spells as (

    select
        case_key,
        priority,
        case
            when row_number() over in_order = 1 then cast(-62135596800 as bigint)
            else occurred_second
        end as from_second,
        coalesce(lead(occurred_second) over in_order, cast(253402300800 as bigint)) as to_second
    from priority_changes
    window in_order as (partition by case_key order by moment)

),

spells as (

    select
        cases.case_key,
        cases.source,
        cases.tenant_id,
        cases.segment,
        cases.sla_tier,
        priority_spells.priority,
        coalesce(priority_spells.from_second, cast(-62135596800 as bigint)) as from_second,
        coalesce(priority_spells.to_second, cast(253402300800 as bigint)) as to_second
    from cases
    left join priority_spells on cases.case_key = priority_spells.case_key

),

-- Of a case that was given calendars of its own, a spell for each of them.
on_calendars as (

    select
        spells.case_key,
        spells.source,
        spells.tenant_id,
        spells.segment,
        spells.sla_tier,
        spells.priority,
        case_calendars.calendar_id as case_calendar_id,
        greatest(spells.from_second, coalesce(case_calendars.from_second, spells.from_second)) as from_second,
        least(spells.to_second, coalesce(case_calendars.to_second, spells.to_second)) as to_second
    from spells
    left join case_calendars
        on
            spells.case_key = case_calendars.case_key
            and spells.from_second < case_calendars.to_second
            and spells.to_second > case_calendars.from_second

),

scoped as (

    select
        spells.case_key,
        spells.priority,
        scopes.scope_key,
        spells.from_second,
        spells.to_second
    from on_calendars as spells
    inner join scopes
        on
            spells.source = scopes.source
            and spells.tenant_id = scopes.tenant_id
            and spells.segment = scopes.segment
            and spells.sla_tier = scopes.sla_tier
            and coalesce(spells.priority, '') = coalesce(scopes.priority, '')
            and coalesce(spells.case_calendar_id, '') = coalesce(scopes.case_calendar_id, '')
    where spells.from_second < spells.to_second

)

select * from scoped
