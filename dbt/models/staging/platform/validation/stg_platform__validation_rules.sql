with

raw_rows as (

    select * from {{ source('platform', 'validation_rules') }}

),

renamed as (

    select
        source,
        tenant_id,
        entity_type,
        field_name,
        rule_type,
        params,
        coalesce(is_active, true) as is_active,
        loaded_at
    from raw_rows

)

select * from renamed
