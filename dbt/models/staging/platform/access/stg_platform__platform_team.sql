with

raw_rows as (

    select * from {{ source('platform', 'platform_team') }}

),

renamed as (

    select
        source,
        id as operator_id,
        email,
        access_level,
        status,
        {{ whole_seconds('left_at') }} as left_at,
        {{ whole_seconds('updated_at') }} as updated_at,
        loaded_at
    from raw_rows

)

select * from renamed
