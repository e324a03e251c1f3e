with

raw_rows as (

    select * from {{ source('platform', 'user_security') }}

),

renamed as (

    select
        source,
        user_id,
        two_factor_enabled as has_second_factor,
        failed_attempts as reported_failed_attempts,
        {{ whole_seconds('lockout_until') }} as lockout_until,
        {{ whole_seconds('last_login_at') }} as last_login_at,
        {{ whole_seconds('updated_at') }} as updated_at,
        loaded_at
    from raw_rows

)

select * from renamed
