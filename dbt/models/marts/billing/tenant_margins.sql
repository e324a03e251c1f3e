with

keys as (

    select * from {{ ref('margin_months') }}

),

usage_costs as (

    select * from {{ ref('usage_costs') }}

),

invoices as (

    select * from {{ ref('invoices') }}

),

handling_costs as (

    select * from {{ ref('tenant_handling_costs') }}

),

platforms as (

    select * from {{ ref('int_source_platforms') }}

),

tenants as (

    select * from {{ ref('int_tenants') }}

),

usage_by_month as (

    select
        source,
        tenant_id,
        cast({{ dbt.date_trunc('month', 'usage_date') }} as date) as margin_month,
        sum(cost_usd) as usage_cost_usd,
        count(case when cost_usd is null then 1 end) as unpriced_row_count
    from usage_costs
    group by source, tenant_id, cast({{ dbt.date_trunc('month', 'usage_date') }} as date)

),

invoiced_by_month as (

    select
        source,
        tenant_id,
        cast({{ dbt.date_trunc('month', 'invoice_date') }} as date) as margin_month,
        sum(amount_usd) as revenue_usd
    from invoices
    where status not in ('Draft', 'Void')
    group by source, tenant_id, cast({{ dbt.date_trunc('month', 'invoice_date') }} as date)

),

-- What desks cost is the platform's whose tenants they serve.
handled_by_month as (

    select
        platforms.platform_source as source,
        handling_costs.tenant_id,
        handling_costs.handling_month as margin_month,
        sum(handling_costs.handling_cost_usd) as handling_cost_usd
    from handling_costs
    inner join platforms on handling_costs.source = platforms.source
    group by platforms.platform_source, handling_costs.tenant_id, handling_costs.handling_month

),

joined as (

    select
        keys.source,
        keys.tenant_id,
        coalesce(tenants.tenant_name, keys.tenant_id) as tenant_name,
        tenants.plan,
        tenants.segment,
        keys.margin_month,
        cast(coalesce(invoiced_by_month.revenue_usd, 0) as decimal(18, 2)) as revenue_usd,
        cast(coalesce(usage_by_month.usage_cost_usd, 0) as decimal(18, 2)) as usage_cost_usd,
        coalesce(usage_by_month.unpriced_row_count, 0) as unpriced_row_count,
        cast(coalesce(handled_by_month.handling_cost_usd, 0) as decimal(18, 2)) as handling_cost_usd
    from keys
    left join usage_by_month
        on
            keys.source = usage_by_month.source
            and keys.tenant_id = usage_by_month.tenant_id
            and keys.margin_month = usage_by_month.margin_month
    left join invoiced_by_month
        on
            keys.source = invoiced_by_month.source
            and keys.tenant_id = invoiced_by_month.tenant_id
            and keys.margin_month = invoiced_by_month.margin_month
    left join handled_by_month
        on
            keys.source = handled_by_month.source
            and keys.tenant_id = handled_by_month.tenant_id
            and keys.margin_month = handled_by_month.margin_month
    left join tenants on keys.tenant_id = tenants.tenant_id

)

-- Of use that has no price nobody knows the cost, and so no margin.
select
    *,
    case
        when unpriced_row_count = 0
            then cast(revenue_usd - usage_cost_usd - handling_cost_usd as decimal(18, 2))
    end as margin_usd
from joined
