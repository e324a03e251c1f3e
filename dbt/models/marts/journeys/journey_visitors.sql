with

visits as (

    select * from {{ ref('journey_visits') }}

),

cases as (

    select * from {{ ref('cases') }}

),

customers as (

    select * from {{ ref('stg_platform__customers') }}

),

tenants as (

    select * from {{ ref('int_tenants') }}

)

select
    visits.source,
    visits.journey_id,
    visits.journey_name,
    visits.step_number,
    visits.step,
    visits.is_last_step,
    visits.who_kind,
    visits.who_source,
    visits.who_id,
    coalesce(cases.tenant_id, customers.tenant_id) as tenant_id,
    coalesce(cases.tenant_name, tenants.tenant_name) as tenant_name,
    coalesce(cases.segment, tenants.segment) as segment,
    cases.priority,
    visits.reached_at,
    visits.seconds_since_step_before,
    visits.goes_on,
    cast(visits.started_at as date) as started_on
from visits
left join cases
    on visits.who_kind = 'case' and visits.who_source = cases.source and visits.who_id = cases.case_id
left join customers
    on visits.who_kind = 'customer' and visits.who_source = customers.source and visits.who_id = customers.customer_id
left join tenants on customers.tenant_id = tenants.tenant_id
