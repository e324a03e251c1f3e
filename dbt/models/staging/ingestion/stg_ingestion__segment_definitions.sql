with

raw_rows as (

    select * from {{ source('ingestion', 'segment_definitions') }}

),

renamed as (

    select
        definition_number,
        source,
        origin,
        tenant_id,
        segment_id,
        segment_name,
        primary_trait,
        version,
        definition,
        compiled_sql,
        attributes,
        attribute_names,
        problem,
        author,
        reason,
        valid_from,
        valid_to
    from raw_rows

)

select * from renamed
