with

invoices as (

    select * from {{ ref('invoices') }}

)

select
    source,
    invoice_id,
    tenant_id,
    tenant_name,
    reported_status,
    status,
    overdue_age,
    amount_usd,
    cast(overdue_day_count as bigint) as overdue_day_count,
    cast(days_to_pay as bigint) as days_to_pay,
    invoice_date,
    due_on,
    paid_on
from invoices
