with

app_versions as (

    select * from {{ ref('app_versions') }}

)

select
    source,
    store,
    version,
    version_before,
    place,
    released_on,
    session_count,
    crashed_session_count,
    crash_free_rate,
    crash_free_rate_low,
    crash_free_rate_high,
    crash_rate_change,
    crash_rate_change_margin,
    is_crashing_more,
    rating_count,
    rating_mean,
    rating_low,
    rating_high,
    one_star_count,
    rating_change,
    rating_change_low,
    rating_change_high,
    is_rated_lower
from app_versions
