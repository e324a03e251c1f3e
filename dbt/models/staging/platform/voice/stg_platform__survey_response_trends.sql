with

raw_rows as (

    select * from {{ source('platform', 'survey_response_trends') }}

),

renamed as (

    select
        source,
        survey_id,
        response_date,
        total_responses,
        avg_sentiment,
        loaded_at
    from raw_rows

)

select * from renamed
