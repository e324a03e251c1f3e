with

raw_rows as (

    select * from {{ source('platform', 'product_intelligence') }}

),

renamed as (

    select
        source,
        product_id,
        quality_score,
        sentiment_score,
        issue_count,
        analyzed_on,
        loaded_at
    from raw_rows

)

select * from renamed
