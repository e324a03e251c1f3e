with

targets as (

    select * from {{ ref('int_sla_source_targets') }}

),

cases as (

    select * from {{ ref('int_cases_to_compute') }}

),

case_calendars as (

    select * from {{ ref('int_case_calendar_spells') }}

),

tenant_calendars as (

    select * from {{ ref('int_tenant_calendars') }}

),

spells as (

    select
        cases.case_key,
        cases.source,
        cases.tenant_id,
        targets.clock_key,
        targets.clock_number,
        targets.policy_id,
        targets.target_seconds,
        targets.is_business_time,
        targets.effective_second,
        coalesce(
            lead(targets.effective_second) over (
                partition by targets.clock_key
                order by targets.place
            ),
            cast(253402300800 as bigint)
        ) as to_second
    from targets
    inner join cases on targets.case_key = cases.case_key
    where targets.effective_second <= cases.as_of_second

),

-- A target in business time counts on the case's own calendar while it names one, else on its tenant's.
on_calendars as (

    select
        spells.clock_key,
        spells.case_key,
        spells.clock_number,
        spells.policy_id,
        spells.target_seconds,
        spells.effective_second,
        case when spells.is_business_time then coalesce(case_calendars.calendar_id, tenant_calendars.calendar_id) end
            as calendar_id,
        case
            when not spells.is_business_time then 0
            when case_calendars.case_key is not null then case_calendars.calendar_key
            else tenant_calendars.calendar_key
        end as calendar_key,
        greatest(spells.effective_second, coalesce(case_calendars.from_second, spells.effective_second))
            as from_second,
        least(spells.to_second, coalesce(case_calendars.to_second, spells.to_second)) as to_second
    from spells
    left join case_calendars
        on
            spells.case_key = case_calendars.case_key
            and spells.is_business_time
            and spells.effective_second < case_calendars.to_second
            and spells.to_second > case_calendars.from_second
    left join tenant_calendars
        on spells.source = tenant_calendars.source and spells.tenant_id = tenant_calendars.tenant_id
    where spells.effective_second < spells.to_second and spells.target_seconds is not null

)

select * from on_calendars
