with

raw_rows as (

    select * from {{ source('platform', 'org_units') }}

),

renamed as (

    select
        source,
        id as unit_id,
        tenant_id,
        name as unit_name,
        level as reported_level,
        parent_id as parent_unit_id,
        loaded_at
    from raw_rows

)

select * from renamed
