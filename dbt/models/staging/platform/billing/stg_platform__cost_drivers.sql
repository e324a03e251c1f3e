with

raw_rows as (

    select * from {{ source('platform', 'cost_drivers') }}

),

renamed as (

    select
        source,
        driver_key,
        category,
        unit_label,
        unit_cost as unit_cost_usd,
        valid_from,
        loaded_at
    from raw_rows

)

select * from renamed
