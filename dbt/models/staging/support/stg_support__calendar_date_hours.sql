with

raw_rows as (

    select * from {{ source('support', 'calendar_date_hours') }}

),

renamed as (

    select
        source,
        calendar_id,
        opens_at,
        closes_at,
        local_date,
        loaded_at
    from raw_rows

)

select * from renamed
