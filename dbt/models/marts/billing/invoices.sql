with

invoices as (

    select * from {{ ref('stg_platform__invoices') }}

),

tenants as (

    select * from {{ ref('int_tenants') }}

),

sources as (

    select * from {{ ref('int_sources') }}

),

dated as (

    select
        invoices.source,
        invoices.invoice_id,
        invoices.tenant_id,
        coalesce(tenants.tenant_name, invoices.tenant_id) as tenant_name,
        invoices.status as reported_status,
        invoices.amount_usd,
        invoices.invoice_date,
        invoices.due_on,
        invoices.paid_on,
        cast(sources.as_of as date) as as_of_date
    from invoices
    inner join sources on invoices.source = sources.source
    left join tenants on invoices.tenant_id = tenants.tenant_id

),

-- What an invoice's dates say, whatever the platform calls it; a draft and a void one are owed by nobody.
judged as (

    select
        *,
        case
            when reported_status in ('Draft', 'Void') then reported_status
            when paid_on is not null or reported_status = 'Paid' then 'Paid'
            when due_on < as_of_date then 'Overdue'
            else 'Pending'
        end as status,
        {{ dbt.datediff('due_on', 'as_of_date', 'day') }}
            as days_past_due,
        {{ dbt.datediff('invoice_date', 'paid_on', 'day') }}
            as days_to_pay
    from dated

),

aged as (

    select
        *,
        case when status = 'Overdue' then days_past_due end as overdue_day_count
    from judged

)

select
    *,
    case
        when overdue_day_count <= 30 then '1–30 days'
        when overdue_day_count <= 60 then '31–60 days'
        when overdue_day_count <= 90 then '61–90 days'
        when overdue_day_count > 90 then 'over 90 days'
    end as overdue_age
from aged
