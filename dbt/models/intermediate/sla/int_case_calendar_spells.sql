with

told_calendars as (

    select * from {{ ref('int_zendesk_case_calendars') }}

),

cases as (

    select * from {{ ref('int_cases_to_compute') }}

),

calendars as (

    select * from {{ ref('int_calendar_versions') }}

),

calendar_keys as (

    select distinct
        source,
        calendar_id,
        calendar_key
    from calendars

),

assignments as (

    select
        cases.case_key,
        told_calendars.source,
        told_calendars.calendar_id,
        {{ epoch_seconds('told_calendars.effective_at') }} as effective_second
    from told_calendars
    inner join cases on told_calendars.source = cases.source and told_calendars.case_id = cases.case_id

),

-- The first calendar of a case reaches back; each holds until the next one.
spells as (

    select
        case_key,
        source,
        calendar_id,
        case
            when row_number() over in_order = 1 then cast(-62135596800 as bigint)
            else effective_second
        end as from_second,
        coalesce(lead(effective_second) over in_order, cast(253402300800 as bigint)) as to_second
    from assignments
    window in_order as (partition by case_key order by effective_second, calendar_id)

)

-- A calendar that is not there, or whose zone nobody knows, has no key: nothing can be counted on it, and no other
-- calendar is taken for it.
select
    spells.case_key,
    spells.calendar_id,
    calendar_keys.calendar_key,
    spells.from_second,
    spells.to_second
from spells
left join calendar_keys on spells.source = calendar_keys.source and spells.calendar_id = calendar_keys.calendar_id
where spells.from_second < spells.to_second
