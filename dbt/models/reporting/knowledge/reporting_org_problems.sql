with

org_problems as (

    select * from {{ ref('org_problems') }}

)

select
    source,
    tenant_id,
    entity_type,
    entity_id,
    entity_name,
    problem,
    detail,
    cast(case_count as bigint) as case_count
from org_problems
