with

raw_rows as (

    select * from {{ source('platform', 'survey_sentiment') }}

),

renamed as (

    select
        source,
        response_id,
        overall_score,
        joy,
        anger,
        fear,
        survey_id,
        customer_id,
        answered_at,
        loaded_at
    from raw_rows

)

select * from renamed
