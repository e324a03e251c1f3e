with

raw_rows as (

    select * from {{ source('platform', 'tenant_usage_daily') }}

),

renamed as (

    select
        source,
        tenant_id,
        driver_key,
        quantity,
        cost as cost_usd,
        usage_date,
        loaded_at
    from raw_rows

)

select * from renamed
