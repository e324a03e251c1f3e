with

desk_case_links as (

    select * from {{ ref('desk_case_links') }}

)

select
    source,
    tenant_id,
    case_id,
    subject,
    entity_id
from desk_case_links
