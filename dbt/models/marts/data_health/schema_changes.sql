with

schema_changes as (

    select * from {{ ref('stg_ingestion__schema_changes') }}

)

select * from schema_changes
