with

desk_resources as (

    select * from {{ ref('desk_resources') }}

)

select
    source,
    tenant_id,
    resource_id,
    resource_name,
    resource_type,
    component,
    region,
    version,
    health,
    tenant_name,
    owner_team,
    observed_at
from desk_resources
