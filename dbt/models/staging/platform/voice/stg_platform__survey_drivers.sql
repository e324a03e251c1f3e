with

raw_rows as (

    select * from {{ source('platform', 'survey_drivers') }}

),

renamed as (

    select
        source,
        topic,
        impact_score,
        trend,
        category,
        survey_id,
        loaded_at
    from raw_rows

)

select * from renamed
