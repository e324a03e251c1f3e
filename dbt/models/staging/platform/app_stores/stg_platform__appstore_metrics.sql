with

raw_rows as (

    select * from {{ source('platform', 'appstore_metrics') }}

),

renamed as (

    select
        source,
        platform as store,
        avg_rating,
        downloads as download_count,
        crash_free_rate,
        pending_reviews as pending_review_count,
        recorded_on,
        loaded_at
    from raw_rows

)

select * from renamed
