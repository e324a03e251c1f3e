with

raw_rows as (

    select * from {{ source('platform', 'experience_drivers') }}

),

renamed as (

    select
        source,
        id as driver_id,
        topic,
        impact_score,
        sentiment,
        category,
        topic_id,
        loaded_at
    from raw_rows

)

select * from renamed
