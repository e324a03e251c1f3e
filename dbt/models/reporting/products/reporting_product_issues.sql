with

product_issues as (

    select * from {{ ref('product_issues') }}

)

select
    source,
    tenant_id,
    tenant_name,
    case_id,
    product_source,
    product_id,
    product_name,
    version,
    component,
    priority,
    state,
    root_cause,
    is_defect,
    is_resolved,
    csat_score,
    sentiment_score,
    opened_on,
    opened_at
from product_issues
