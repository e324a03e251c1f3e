with

opportunity_cases as (

    select * from {{ ref('opportunity_cases') }}

),

tenants as (

    select * from {{ ref('int_tenants') }}

),

counted as (

    select
        source,
        opportunity_key,
        tenant_id,
        count(*) as case_count,
        count(case when is_in_period then 1 end) as period_case_count,
        count(distinct customer_id) as customer_count,
        cast(sum(case when is_in_period then cost_usd else 0 end) as decimal(18, 2)) as period_cost_usd,
        max(opened_at) as last_opened_at
    from opportunity_cases
    group by source, opportunity_key, tenant_id

)

-- An account's revenue once in an opportunity, however many cases it has there; exposed is whoever asked in the period.
select
    counted.source,
    counted.opportunity_key,
    counted.tenant_id,
    coalesce(tenants.tenant_name, counted.tenant_id) as tenant_name,
    tenants.segment,
    tenants.plan,
    cast(coalesce(tenants.arr_usd, 0) as decimal(18, 2)) as arr_usd,
    cast(case when counted.period_case_count > 0 then coalesce(tenants.arr_usd, 0) else 0 end as decimal(18, 2))
        as arr_exposed_usd,
    counted.case_count,
    counted.period_case_count,
    counted.customer_count,
    counted.period_cost_usd,
    counted.last_opened_at
from counted
left join tenants on counted.tenant_id = tenants.tenant_id
