with

raw_rows as (

    select * from {{ source('ingestion', 'contracts') }}

),

renamed as (

    select
        contract_source,
        table_name,
        owner,
        description,
        freshness_hours,
        event_time,
        allowed_reject_share
    from raw_rows

)

select * from renamed
