with

raw_rows as (

    select * from {{ source('platform', 'customers') }}

),

renamed as (

    select
        source,
        id as customer_id,
        tenant_id,
        email,
        name as customer_name,
        country,
        health_score,
        churned_on,
        {{ whole_seconds('created_at') }} as created_at,
        {{ whole_seconds('updated_at') }} as updated_at,
        loaded_at
    from raw_rows

)

select * from renamed
