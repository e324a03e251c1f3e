with

raw_rows as (

    select * from {{ source('platform', 'plans') }}

),

renamed as (

    select
        source,
        name as plan,
        price_monthly as price_monthly_usd,
        max_users as seat_count,
        features,
        {{ whole_seconds('updated_at') }} as updated_at,
        loaded_at
    from raw_rows

)

select * from renamed
