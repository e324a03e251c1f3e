with

raw_rows as (

    select * from {{ source('platform', 'supply_nodes') }}

),

renamed as (

    select
        source,
        id as node_id,
        supplier_id,
        location,
        node_type,
        capacity_pct / 100 as capacity_rate,
        loaded_at
    from raw_rows

)

select * from renamed
