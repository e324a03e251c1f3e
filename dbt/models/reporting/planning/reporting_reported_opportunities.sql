with

reported_opportunities as (

    select * from {{ ref('reported_opportunities') }}

)

select
    source,
    opportunity_id,
    tenant_id,
    tenant_name,
    title,
    opportunity_type,
    status,
    reported_impact_usd,
    is_open,
    updated_on,
    opportunity_key,
    linked_by
from reported_opportunities
