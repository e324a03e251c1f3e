with

raw_rows as (

    select * from {{ source('ingestion', 'rejected_rows') }}

),

renamed as (

    select
        batch_id,
        record_key,
        source,
        contract_source,
        table_name,
        origin,
        record,
        row_number,
        reasons,
        rejected_at
    from raw_rows

)

select * from renamed
