with

units as (

    select * from {{ ref('org_units') }}

),

node_differences as (

    select * from {{ ref('int_org_node_differences') }}

),

member_problems as (

    select * from {{ ref('int_org_member_problems') }}

),

owned_cases as (

    select
        owner_id,
        count(*) as case_count
    from {{ ref('cases') }}
    where owner_id is not null and not is_removed
    group by owner_id

),

told as (

    select
        source,
        tenant_id,
        'unit' as entity_type,
        unit_id as entity_id,
        unit_name as entity_name,
        standing as problem,
        case standing
            when 'parent missing' then 'there is no ' || parent_unit_id
            when 'in a ring' then 'is below itself, by way of ' || parent_unit_id
            else path
        end as detail,
        own_case_count as case_count
    from units
    where not is_placed

    union all

    select
        source,
        tenant_id,
        'unit' as entity_type,
        unit_id as entity_id,
        unit_name as entity_name,
        'wrong level' as problem,
        'reported ' || cast(reported_level as {{ dbt.type_string() }})
        || ', is ' || cast(depth as {{ dbt.type_string() }}) as detail,
        own_case_count as case_count
    from units
    where depth <> reported_level

    union all

    select
        source,
        tenant_id,
        'node' as entity_type,
        unit_id as entity_id,
        unit_name as entity_name,
        difference as problem,
        detail,
        cast(null as bigint) as case_count
    from node_differences

    union all

    select
        member_problems.source,
        member_problems.tenant_id,
        'user' as entity_type,
        member_problems.user_id as entity_id,
        member_problems.user_id as entity_name,
        member_problems.problem,
        member_problems.detail,
        coalesce(owned_cases.case_count, 0) as case_count
    from member_problems
    left join owned_cases on member_problems.user_id = owned_cases.owner_id

)

select * from told
