with

batches as (

    select * from {{ ref('stg_ingestion__batches') }}

)

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
from batches
