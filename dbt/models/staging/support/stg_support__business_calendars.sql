with

raw_rows as (

    select * from {{ source('support', 'business_calendars') }}

),

renamed as (

    select
        source,
        calendar_id,
        tenant_id,
        name as calendar_name,
        time_zone,
        version,
        business_day_seconds,
        is_default,
        {{ whole_seconds('valid_from') }} as valid_from,
        {{ whole_seconds('updated_at') }} as updated_at,
        loaded_at
    from raw_rows

)

select * from renamed
