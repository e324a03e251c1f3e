with

app_stores as (

    select * from {{ ref('app_stores') }}

)

select
    source,
    store,
    newest_version,
    recorded_on,
    download_count,
    pending_review_count,
    reported_rating,
    rating_mean,
    rating_count,
    session_count,
    crash_free_rate,
    crash_free_rate_low,
    crash_free_rate_high,
    reported_crash_free_rate
from app_stores
