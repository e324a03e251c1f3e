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

platforms as (

    select * from {{ ref('int_source_platforms') }}

),

recorded as (

    select
        source,
        min(usage_date) as first_usage_date,
        max(usage_date) as last_usage_date
    from usage_costs
    group by source

),

-- Whatever was used, invoiced or handled, each in its month; handling is the platform's whose tenants a desk serves.
months as (

    select
        source,
        tenant_id,
        cast({{ dbt.date_trunc('month', 'usage_date') }} as date) as margin_month
    from usage_costs
    union
    select
        source,
        tenant_id,
        cast({{ dbt.date_trunc('month', 'invoice_date') }} as date) as margin_month
    from invoices
    where status not in ('Draft', 'Void')
    union
    select
        platforms.platform_source as source,
        handling_costs.tenant_id,
        handling_costs.handling_month as margin_month
    from handling_costs
    inner join platforms on handling_costs.source = platforms.source

)

-- Months that usage was recorded for from the first day to the last; of others the cost is not known, and so no margin.
select
    months.source,
    months.tenant_id,
    months.margin_month
from months
inner join recorded on months.source = recorded.source
where
    recorded.first_usage_date <= months.margin_month
    and recorded.last_usage_date >= {{ dbt.last_day('months.margin_month', 'month') }}
