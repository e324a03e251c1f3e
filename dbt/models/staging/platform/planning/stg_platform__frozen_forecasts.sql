with

raw_rows as (

    select * from {{ source('platform', 'frozen_forecasts') }}

),

renamed as (

    select
        source,
        id as forecast_id,
        opportunity_key,
        fix_on,
        low_cases,
        likely_cases,
        high_cases,
        method,
        release_id,
        account_ids,
        note,
        frozen_by,
        {{ whole_seconds('frozen_at') }} as frozen_at,
        loaded_at
    from raw_rows

)

select * from renamed
