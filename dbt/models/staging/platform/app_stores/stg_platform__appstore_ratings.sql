with

raw_rows as (

    select * from {{ source('platform', 'appstore_ratings') }}

),

renamed as (

    select
        source,
        id as rating_id,
        platform as store,
        version,
        review_text,
        country,
        rating,
        {{ whole_seconds('rated_at') }} as rated_at,
        loaded_at
    from raw_rows

)

select * from renamed
