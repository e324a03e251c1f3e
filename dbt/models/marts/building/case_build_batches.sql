-- depends_on: {{ ref('case_build_state') }}
with

batches as (

    select * from {{ ref('stg_ingestion__batches') }}

)

select
    batch_id,
    committed_at
from batches
