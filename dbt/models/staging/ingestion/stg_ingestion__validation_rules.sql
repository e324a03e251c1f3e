with

raw_rows as (

    select * from {{ source('ingestion', 'validation_rules') }}

),

renamed as (

    select
        source,
        tenant_id,
        entity_type,
        field_name,
        rule_type,
        params,
        is_active,
        contract_source,
        table_name,
        expected,
        problem
    from raw_rows

)

select * from renamed
