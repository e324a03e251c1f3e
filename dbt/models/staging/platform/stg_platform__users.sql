with

raw_rows as (

    select * from {{ source('platform', 'users') }}

),

renamed as (

    select
        source,
        id as user_id,
        tenant_id,
        email,
        name as user_name,
        role,
        team,
        is_active,
        {{ whole_seconds('created_at') }} as created_at,
        {{ whole_seconds('updated_at') }} as updated_at,
        loaded_at
    from raw_rows

)

select * from renamed
