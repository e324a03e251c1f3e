with

raw_rows as (

    select * from {{ source('support', 'affected_resources') }}

),

renamed as (

    select
        source,
        resource_id,
        tenant_id,
        name as resource_name,
        resource_type,
        component,
        region,
        version,
        config_snapshot,
        health,
        {{ whole_seconds('observed_at') }} as observed_at,
        loaded_at
    from raw_rows

)

select * from renamed
