with

schema_changes as (

    select * from {{ ref('schema_changes') }}

)

select
    source,
    contract_source,
    table_name,
    column_name,
    change,
    type_before,
    type_after,
    effect,
    detected_at,
    batch_id
from schema_changes
