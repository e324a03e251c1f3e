with

raw_rows as (

    select * from {{ source('platform', 'permission_policies') }}

),

renamed as (

    select
        source,
        entity,
        action,
        role,
        effect,
        {{ whole_seconds('valid_from') }} as valid_from,
        loaded_at
    from raw_rows

)

select * from renamed
