with

raw_rows as (

    select * from {{ source('platform', 'journeys') }}

),

renamed as (

    select
        source,
        id as journey_id,
        name as journey_name,
        steps_count as step_count,
        success_rate,
        steps,
        loaded_at
    from raw_rows

)

select * from renamed
