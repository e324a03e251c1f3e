with

source_freshness as (

    select * from {{ ref('source_freshness') }}

)

select
    source,
    contract_source,
    table_name,
    owner,
    freshness_state,
    freshness_hours,
    row_count,
    age_hours,
    newest_event_at,
    newest_load_at,
    as_of
from source_freshness
