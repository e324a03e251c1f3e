with

raw_rows as (

    select * from {{ source('ingestion', 'schema_changes') }}

),

renamed as (

    select
        batch_id,
        source,
        contract_source,
        table_name,
        column_name,
        change,
        type_before,
        type_after,
        effect,
        detected_at
    from raw_rows

)

select * from renamed
