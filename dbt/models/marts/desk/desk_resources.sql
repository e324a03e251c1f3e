with

resources as (

    select * from {{ ref('stg_support__affected_resources') }}

),

tenants as (

    select * from {{ ref('int_tenants') }}

),

ownerships as (

    select * from {{ ref('int_component_ownerships') }}

),

described as (

    select
        resources.source,
        resources.tenant_id,
        resources.resource_id,
        resources.resource_name,
        resources.resource_type,
        resources.component,
        resources.region,
        resources.version,
        resources.health,
        coalesce(tenants.tenant_name, resources.tenant_id) as tenant_name,
        ownerships.team as owner_team,
        resources.observed_at
    from resources
    left join tenants on resources.tenant_id = tenants.tenant_id
    left join ownerships
        on
            resources.source = ownerships.source
            and resources.component = ownerships.component
            and ownerships.valid_to is null

)

select * from described
