with

raw_rows as (

    select * from {{ source('platform', 'identity_records') }}

),

renamed as (

    select
        source,
        source_platform,
        source_id,
        tenant_id,
        name as person_name,
        email,
        phone,
        city,
        country,
        {{ whole_seconds('updated_at') }} as updated_at,
        loaded_at
    from raw_rows

)

select * from renamed
