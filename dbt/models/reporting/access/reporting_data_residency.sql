with

data_residency as (

    select * from {{ ref('data_residency') }}

)

select
    source,
    tenant_id,
    tenant_name,
    promised_jurisdiction,
    kind,
    region,
    jurisdiction,
    place,
    thing_count,
    example_id,
    verdict
from data_residency
