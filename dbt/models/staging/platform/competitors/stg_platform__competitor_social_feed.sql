with

raw_rows as (

    select * from {{ source('platform', 'competitor_social_feed') }}

),

renamed as (

    select
        source,
        id as post_id,
        competitor,
        network,
        content,
        sentiment,
        reach,
        {{ whole_seconds('posted_at') }} as posted_at,
        loaded_at
    from raw_rows

)

select * from renamed
