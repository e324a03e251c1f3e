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

    select * from {{ ref('int_calendar_versions') }}

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

scopes as (

    select
        groups_of_cases.source,
        groups_of_cases.tenant_id,
        groups_of_cases.segment,
        groups_of_cases.sla_tier,
        priorities.priority,
        coalesce(own_calendars.calendar_id, default_calendars.calendar_id) as calendar_id,
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
    left join own_calendars
        on
            groups_of_cases.source = own_calendars.source
            and groups_of_cases.tenant_id = own_calendars.tenant_id
    left join default_calendars on groups_of_cases.source = default_calendars.source

)

select * from scopes
