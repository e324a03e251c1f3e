with

batches as (

    select * from {{ ref('stg_ingestion__batches') }}

)

select * from batches
