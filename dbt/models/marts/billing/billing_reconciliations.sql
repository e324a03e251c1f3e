with

usage_costs as (

    select * from {{ ref('usage_costs') }}

),

invoices as (

    select * from {{ ref('invoices') }}

),

unioned as (

    select
        source,
        tenant_id,
        'tenant_usage_daily.cost' as measure,
        driver_key as entity_id,
        usage_date as period_date,
        cast(reported_cost_usd as double) as reported_value,
        cast(cost_usd as double) as computed_value,
        cast(0.005 as double) as tolerance
    from usage_costs

    union all

    -- Overdue as 1, anything else as 0: the platform's word against the invoice's dates.
    select
        source,
        tenant_id,
        'invoices.status is Overdue' as measure,
        invoice_id as entity_id,
        invoice_date as period_date,
        cast(case when reported_status = 'Overdue' then 1 else 0 end as double) as reported_value,
        cast(case when status = 'Overdue' then 1 else 0 end as double) as computed_value,
        cast(0 as double) as tolerance
    from invoices

)

select * from unioned
