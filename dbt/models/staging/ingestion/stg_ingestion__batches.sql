with

raw_rows as (

    select * from {{ source('ingestion', 'batches') }}

),

renamed as (

    select
        batch_id,
        source,
        contract_source,
        table_name,
        origin,
        rows_read,
        rows_accepted,
        rows_rejected,
        rows_changed,
        replaces_source,
        committed_at
    from raw_rows

)

select * from renamed
