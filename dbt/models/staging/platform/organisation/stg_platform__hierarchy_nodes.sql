with

raw_rows as (

    select * from {{ source('platform', 'hierarchy_nodes') }}

),

renamed as (

    select
        source,
        id as node_id,
        tenant_id,
        name as node_name,
        level as reported_level,
        parent_id as parent_node_id,
        loaded_at
    from raw_rows

)

select * from renamed
