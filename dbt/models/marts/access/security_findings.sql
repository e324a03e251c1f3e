with

findings as (

    select * from {{ ref('account_findings') }}
    union all
    select * from {{ ref('workspace_findings') }}

),

tenants as (

    select * from {{ ref('int_tenants') }}

),

sources as (

    select * from {{ ref('int_sources') }}

)

select
    findings.source,
    findings.tenant_id,
    coalesce(tenants.tenant_name, findings.tenant_id, 'No tenant') as tenant_name,
    findings.finding,
    findings.urgency,
    findings.subject_id,
    findings.detail,
    findings.since_date,
    cast(sources.as_of as date) as as_of_date
from findings
inner join sources on findings.source = sources.source
left join tenants on findings.tenant_id = tenants.tenant_id
