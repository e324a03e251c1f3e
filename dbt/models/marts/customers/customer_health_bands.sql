{#- Days before as_of that count as recent. -#}
{%- set recent_days = 90 -%}
with

customers as (

    select * from {{ ref('stg_platform__customers') }}

),

sources as (

    select * from {{ ref('int_sources') }}

),

customer_cases as (

    select * from {{ ref('cases') }}

),

-- Customers are the same in every source, so that cases of a desk meet customers of the platform.
recent_cases as (

    select
        customer_cases.customer_id,
        count(*) as case_count,
        count(case when customer_cases.is_sla_breached then 1 end) as breached_case_count
    from customer_cases
    inner join sources on customer_cases.source = sources.source
    where
        customer_cases.customer_id is not null
        and not customer_cases.is_removed
        and customer_cases.opened_at >= {{ dbt.dateadd('day', -recent_days, 'sources.as_of') }}
    group by customer_cases.customer_id

),

banded as (

    select
        customers.source,
        customers.tenant_id,
        case
            when customers.health_score is null then 'not scored'
            when customers.health_score < 40 then 'at risk (0–39)'
            when customers.health_score < 70 then 'to watch (40–69)'
            else 'healthy (70–100)'
        end as health_band,
        coalesce(recent_cases.case_count, 0) as case_count,
        coalesce(recent_cases.breached_case_count, 0) as breached_case_count,
        sources.as_of
    from customers
    inner join sources on customers.source = sources.source
    left join recent_cases on customers.customer_id = recent_cases.customer_id

)

select
    source,
    tenant_id,
    health_band,
    count(*) as customer_count,
    count(case when case_count > 0 then 1 end) as asking_customer_count,
    cast(sum(case_count) as bigint) as case_count,
    cast(sum(breached_case_count) as bigint) as breached_case_count,
    max(as_of) as as_of
from banded
group by source, tenant_id, health_band
