with

rejected_rows as (

    select * from {{ ref('rejected_rows') }}

)

select
    batch_id,
    record_key,
    source,
    contract_source,
    table_name,
    origin,
    column_name,
    found_value,
    expected,
    record,
    row_number,
    rejected_at
from rejected_rows
