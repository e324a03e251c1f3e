with

usage_costs as (

    select * from {{ ref('usage_costs') }}

),

invoices as (

    select * from {{ ref('invoices') }}

),

handling_costs as (

    select * from {{ ref('tenant_handling_costs') }}

),

tenants as (

    select * from {{ ref('int_tenants') }}

),

recorded as (

    select
        source,
        min(usage_date) as first_usage_date,
        max(usage_date) as last_usage_date
    from usage_costs
    group by source

),

all_usage_by_month as (

    select
        source,
        tenant_id,
        cast({{ dbt.date_trunc('month', 'usage_date') }} as date) as margin_month,
        sum(cost_usd) as usage_cost_usd
    from usage_costs
    group by source, tenant_id, cast({{ dbt.date_trunc('month', 'usage_date') }} as date)

),

-- Months that usage was recorded for from the first day to the last; of others the cost is not known, and so no margin.
usage_by_month as (

    select all_usage_by_month.*
    from all_usage_by_month
    inner join recorded on all_usage_by_month.source = recorded.source
    where
        recorded.first_usage_date <= all_usage_by_month.margin_month
        and recorded.last_usage_date >= {{ dbt.last_day('all_usage_by_month.margin_month', 'month') }}

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

joined as (

    select
        usage_by_month.source,
        usage_by_month.tenant_id,
        coalesce(tenants.tenant_name, usage_by_month.tenant_id) as tenant_name,
        tenants.plan,
        tenants.segment,
        usage_by_month.margin_month,
        cast(coalesce(invoiced_by_month.revenue_usd, 0) as decimal(18, 2)) as revenue_usd,
        cast(usage_by_month.usage_cost_usd as decimal(18, 2)) as usage_cost_usd,
        cast(coalesce(handling_costs.handling_cost_usd, 0) as decimal(18, 2)) as handling_cost_usd
    from usage_by_month
    left join invoiced_by_month
        on
            usage_by_month.source = invoiced_by_month.source
            and usage_by_month.tenant_id = invoiced_by_month.tenant_id
            and usage_by_month.margin_month = invoiced_by_month.margin_month
    left join handling_costs
        on
            usage_by_month.source = handling_costs.source
            and usage_by_month.tenant_id = handling_costs.tenant_id
            and usage_by_month.margin_month = handling_costs.handling_month
    left join tenants on usage_by_month.tenant_id = tenants.tenant_id

)

select
    *,
    cast(revenue_usd - usage_cost_usd - handling_cost_usd as decimal(18, 2)) as margin_usd
from joined
