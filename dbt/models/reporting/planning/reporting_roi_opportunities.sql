with

roi_opportunities as (

    select * from {{ ref('roi_opportunities') }}

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
    updated_on
from roi_opportunities
