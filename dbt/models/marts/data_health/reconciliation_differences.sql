with

figures as (

    select * from {{ ref('reconciled_figures') }}

),

tenants as (

    select * from {{ ref('int_tenants') }}

)

select
    figures.source,
    figures.tenant_id,
    coalesce(tenants.tenant_name, figures.tenant_id) as tenant_name,
    figures.measure,
    figures.entity_id,
    figures.period_date,
    figures.reported_value,
    figures.computed_value,
    figures.difference,
    figures.verdict
from figures
left join tenants on figures.tenant_id = tenants.tenant_id
where figures.verdict <> 'agrees'
