with

raw_rows as (

    select * from {{ source('support', 'calendar_holidays') }}

),

renamed as (

    select
        source,
        calendar_id,
        name as holiday_name,
        starts_on,
        ends_on,
        loaded_at
    from raw_rows

)

select * from renamed
