with

units as (

    select * from {{ ref('stg_platform__org_units') }}

),

nodes as (

    select * from {{ ref('stg_platform__hierarchy_nodes') }}

),

-- Only where a source has both trees: one that keeps a single tree contradicts nobody.
sources_with_both as (

    select distinct units.source
    from units
    inner join nodes on units.source = nodes.source

),

-- A full join, written as two that every engine plans well.
pairs as (

    select
        units.source,
        coalesce(units.tenant_id, nodes.tenant_id) as tenant_id,
        units.unit_id,
        units.unit_name,
        nodes.node_id,
        nodes.node_name,
        units.parent_unit_id,
        nodes.parent_node_id,
        units.reported_level as unit_level,
        nodes.reported_level as node_level
    from units
    left join nodes on units.source = nodes.source and units.unit_id = nodes.node_id

    union all

    select
        nodes.source,
        nodes.tenant_id,
        units.unit_id,
        units.unit_name,
        nodes.node_id,
        nodes.node_name,
        units.parent_unit_id,
        nodes.parent_node_id,
        units.reported_level as unit_level,
        nodes.reported_level as node_level
    from nodes
    left join units on nodes.source = units.source and nodes.node_id = units.unit_id
    where units.unit_id is null

),

compared as (

    select
        pairs.source,
        pairs.tenant_id,
        coalesce(pairs.unit_id, pairs.node_id) as unit_id,
        coalesce(pairs.unit_name, pairs.node_name) as unit_name,
        case
            when pairs.node_id is null then 'no node'
            when pairs.unit_id is null then 'no unit'
            when coalesce(pairs.parent_unit_id, '') <> coalesce(pairs.parent_node_id, '') then 'other parent'
            when pairs.unit_name <> pairs.node_name then 'other name'
            when pairs.unit_level <> pairs.node_level then 'other level'
        end as difference,
        case
            when pairs.node_id is null or pairs.unit_id is null then 'only one of the two has it'
            when coalesce(pairs.parent_unit_id, '') <> coalesce(pairs.parent_node_id, '')
                then
                    'unit below ' || coalesce(pairs.parent_unit_id, 'nothing')
                    || ', node below ' || coalesce(pairs.parent_node_id, 'nothing')
            when pairs.unit_name <> pairs.node_name then 'node is called ' || pairs.node_name
            else 'node is on level ' || cast(pairs.node_level as {{ dbt.type_string() }})
        end as detail
    from pairs
    inner join sources_with_both on pairs.source = sources_with_both.source

)

select * from compared
where difference is not null
