with

opportunities as (

    select * from {{ ref('stg_platform__roi_opportunities') }}

),

tenants as (

    select * from {{ ref('int_tenants') }}

)

-- What the platform says. What an opportunity is worth by the cases behind it belongs beside reported_impact_usd.
select
    opportunities.source,
    opportunities.opportunity_id,
    opportunities.tenant_id,
    tenants.tenant_name,
    opportunities.title,
    opportunities.opportunity_type,
    opportunities.status,
    opportunities.status in ('planning', 'proposed', 'approved', 'active') as is_open,
    opportunities.reported_impact_usd,
    opportunities.updated_on
from opportunities
left join tenants on opportunities.tenant_id = tenants.tenant_id
