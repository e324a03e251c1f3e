with

cases as (

    select * from {{ ref('int_cases') }}

),

policies as (

    select * from {{ ref('int_sla_policies') }}

),

-- A case without a priority has a scope too: only policies that ask for none fit it.
priorities as (

    select distinct priority from policies
    union
    select null as priority

),

calendars as (

    select * from {{ ref('int_tenant_calendars') }}

),

-- Cases that no policy and no calendar tells apart: what was promised is worked out once for all of them.
groups_of_cases as (

    select distinct
        source,
        tenant_id,
        segment,
        sla_tier
    from cases

),

scopes as (

    select
        groups_of_cases.source,
        groups_of_cases.tenant_id,
        groups_of_cases.segment,
        groups_of_cases.sla_tier,
        priorities.priority,
        calendars.calendar_id,
        row_number() over (
            order by
                groups_of_cases.source,
                groups_of_cases.tenant_id,
                groups_of_cases.segment,
                groups_of_cases.sla_tier,
                priorities.priority
        ) as scope_key
    from groups_of_cases
    cross join priorities
    left join calendars
        on groups_of_cases.source = calendars.source and groups_of_cases.tenant_id = calendars.tenant_id

)

select * from scopes
