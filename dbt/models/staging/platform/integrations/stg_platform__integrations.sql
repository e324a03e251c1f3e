with

raw_rows as (

    select * from {{ source('platform', 'integrations') }}

),

renamed as (

    select
        source,
        id as integration_id,
        tenant_id,
        provider,
        category,
        status,
        region,
        {{ whole_seconds('created_at') }} as created_at,
        {{ whole_seconds('updated_at') }} as updated_at,
        loaded_at
    from raw_rows

)

select * from renamed
