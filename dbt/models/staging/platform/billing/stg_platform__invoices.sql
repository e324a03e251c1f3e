with

raw_rows as (

    select * from {{ source('platform', 'invoices') }}

),

renamed as (

    select
        source,
        id as invoice_id,
        tenant_id,
        status,
        amount as amount_usd,
        date as invoice_date,
        coalesce(due_on, cast({{ dbt.dateadd('day', 30, 'date') }} as date)) as due_on,
        paid_on,
        loaded_at
    from raw_rows

)

select * from renamed
