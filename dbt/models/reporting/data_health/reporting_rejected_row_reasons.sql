with

rejected_row_reasons as (

    select * from {{ ref('rejected_row_reasons') }}

)

select
    contract_source,
    table_name,
    column_name,
    expected,
    row_count,
    first_rejected_at,
    last_rejected_at,
    found_value
from rejected_row_reasons
