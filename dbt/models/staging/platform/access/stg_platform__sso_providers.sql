with

raw_rows as (

    select * from {{ source('platform', 'sso_providers') }}

),

renamed as (

    select
        source,
        tenant_id,
        provider_type,
        entry_point,
        enabled as is_enabled,
        {{ whole_seconds('updated_at') }} as updated_at,
        loaded_at
    from raw_rows

)

select * from renamed
