with

users as (

    select * from {{ ref('stg_platform__users') }}

),

units as (

    select * from {{ ref('stg_platform__org_units') }}

),

memberships as (

    select * from {{ ref('stg_platform__user_org_map') }}

),

-- Whose people ought to have a unit: those of an organisation whose units are told.
organisations as (

    select distinct
        source,
        coalesce(tenant_id, '') as organisation
    from units

),

known_memberships as (

    select
        memberships.source,
        memberships.user_id,
        count(*) as unit_count,
        count(case when memberships.is_primary then 1 end) as primary_count,
        min(case when memberships.is_primary then units.unit_name end) as first_primary,
        max(case when memberships.is_primary then units.unit_name end) as last_primary,
        min(units.unit_name) as first_unit,
        count(case when units.unit_id is null then 1 end) as unknown_unit_count,
        min(case when units.unit_id is null then memberships.unit_id end) as unknown_unit_id
    from memberships
    left join units on memberships.source = units.source and memberships.unit_id = units.unit_id
    group by memberships.source, memberships.user_id

),

expected as (

    select
        users.source,
        users.tenant_id,
        users.user_id
    from users
    inner join organisations
        on users.source = organisations.source and coalesce(users.tenant_id, '') = organisations.organisation
    where coalesce(users.is_active, true)

),

everybody as (

    select
        expected.source,
        expected.tenant_id,
        expected.user_id,
        true as is_known
    from expected

    union all

    select
        known_memberships.source,
        users.tenant_id,
        known_memberships.user_id,
        users.user_id is not null as is_known
    from known_memberships
    left join users
        on known_memberships.source = users.source and known_memberships.user_id = users.user_id
    left join expected
        on known_memberships.source = expected.source and known_memberships.user_id = expected.user_id
    where expected.user_id is null

),

judged as (

    select
        everybody.source,
        everybody.tenant_id,
        everybody.user_id,
        case
            when not everybody.is_known then 'no such user'
            when known.user_id is null then 'no unit'
            when known.unknown_unit_count > 0 then 'no such unit'
            when known.primary_count = 0 then 'no primary unit'
            when known.primary_count > 1 then 'several primary units'
        end as problem,
        case
            when known.unknown_unit_count > 0 then known.unknown_unit_id
            when known.primary_count > 1 then known.first_primary || ', ' || known.last_primary
            else known.first_unit
        end as detail
    from everybody
    left join known_memberships as known on everybody.source = known.source and everybody.user_id = known.user_id

)

select * from judged
where problem is not null
