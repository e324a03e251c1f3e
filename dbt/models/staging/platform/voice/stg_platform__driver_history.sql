with

raw_rows as (

    select * from {{ source('platform', 'driver_history') }}

),

renamed as (

    select
        source,
        driver_id,
        week_start,
        impact_score,
        loaded_at
    from raw_rows

)

select * from renamed
