with

raw_rows as (

    select * from {{ source('platform', 'competitor_web_changes') }}

),

renamed as (

    select
        source,
        id as change_id,
        competitor,
        page_url,
        change_type,
        significance,
        summary,
        {{ whole_seconds('detected_at') }} as detected_at,
        loaded_at
    from raw_rows

)

select * from renamed
