with

cases as (

    select * from {{ ref('int_cases') }}

),

policies as (

    select * from {{ ref('int_sla_policies') }}

),

-- A case without a priority has a scope too: only policies that ask for none fit it. So has one of a priority that no
-- policy names, for a policy that asks for none fits it as well.
priorities as (

    select distinct priority from policies
    union
    select null as priority
    {%- for priority in ['P0', 'P1', 'P2', 'P3'] %}
        union
        select '{{ priority }}' as priority
    {%- endfor %}

),

tenant_calendars as (

    select * from {{ ref('int_tenant_calendars') }}

),

-- What a case was given itself comes before its tenant's.
case_calendars as (

    select * from {{ ref('int_case_calendar_spells') }}

),

-- Cases that no policy and no calendar tells apart: what was promised is worked out once for all of them.
groups_of_cases as (

    select
        cases.source,
        cases.tenant_id,
        cases.segment,
        cases.sla_tier,
        cast(null as {{ dbt.type_string() }}) as case_calendar_id
    from cases
    union
    select
        cases.source,
        cases.tenant_id,
        cases.segment,
        cases.sla_tier,
        case_calendars.calendar_id as case_calendar_id
    from cases
    inner join case_calendars on cases.case_key = case_calendars.case_key

),

scopes as (

    select
        groups_of_cases.source,
        groups_of_cases.tenant_id,
        groups_of_cases.segment,
        groups_of_cases.sla_tier,
        priorities.priority,
        groups_of_cases.case_calendar_id,
        coalesce(groups_of_cases.case_calendar_id, tenant_calendars.calendar_id) as calendar_id,
        row_number() over (
            order by
                groups_of_cases.source,
                groups_of_cases.tenant_id,
                groups_of_cases.segment,
                groups_of_cases.sla_tier,
                groups_of_cases.case_calendar_id,
                priorities.priority
        ) as scope_key
    from groups_of_cases
    cross join priorities
    left join tenant_calendars
        on
            groups_of_cases.source = tenant_calendars.source
            and groups_of_cases.tenant_id = tenant_calendars.tenant_id

)

select * from scopes
