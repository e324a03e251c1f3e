with

raw_rows as (

    select * from {{ source('platform', 'segment_perception') }}

),

renamed as (

    select
        source,
        segment_id,
        measured_on,
        joy,
        anger,
        fear,
        sentiment_score,
        loaded_at
    from raw_rows

)

select * from renamed
