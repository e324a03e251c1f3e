with

raw_rows as (

    select * from {{ source('platform', 'system_settings') }}

),

renamed as (

    select
        source,
        key as setting,
        value as setting_value,
        type as scope,
        meaning,
        tenant_id,
        {{ whole_seconds('updated_at') }} as updated_at,
        loaded_at
    from raw_rows

)

select * from renamed
