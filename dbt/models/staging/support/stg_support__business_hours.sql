with

raw_rows as (

    select * from {{ source('support', 'business_hours') }}

),

renamed as (

    select
        source,
        calendar_id,
        opens_at,
        closes_at,
        version,
        weekday,
        loaded_at
    from raw_rows

)

select * from renamed
