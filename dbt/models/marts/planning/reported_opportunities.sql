with

opportunities as (

    select * from {{ ref('stg_platform__roi_opportunities') }}

),

tenants as (

    select * from {{ ref('int_tenants') }}

),

links as (

    select * from {{ ref('opportunity_links') }}
    where entity_kind = 'reported opportunity'

)

-- What the platform says, beside which opportunity that is computed from cases it speaks of.
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
    opportunities.updated_on,
    links.opportunity_key,
    links.linked_by
from opportunities
left join tenants on opportunities.tenant_id = tenants.tenant_id
left join links on opportunities.source = links.source and opportunities.opportunity_id = links.entity_id
