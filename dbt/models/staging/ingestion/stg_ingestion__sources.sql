with

raw_rows as (

    select * from {{ source('ingestion', 'sources') }}

),

renamed as (

    select
        source,
        source_type,
        description,
        carries,
        tables,
        is_as_of_last_event,
        as_of
    from raw_rows

)

select * from renamed
