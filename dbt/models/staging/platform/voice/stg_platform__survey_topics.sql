with

raw_rows as (

    select * from {{ source('platform', 'survey_topics') }}

),

renamed as (

    select
        source,
        survey_id,
        topic_id,
        loaded_at
    from raw_rows

)

select * from renamed
