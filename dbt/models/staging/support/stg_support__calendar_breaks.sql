with

raw_rows as (

    select * from {{ source('support', 'calendar_breaks') }}

),

renamed as (

    select
        source,
        calendar_id,
        starts_at,
        ends_at,
        local_date,
        loaded_at
    from raw_rows

)

select * from renamed
