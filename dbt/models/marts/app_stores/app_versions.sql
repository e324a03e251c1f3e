with

versions as (

    select * from {{ ref('stg_platform__appstore_versions') }}

),

ratings as (

    select * from {{ ref('stg_platform__appstore_ratings') }}

),

sources as (

    select * from {{ ref('int_sources') }}

),

rated as (

    select
        ratings.source,
        ratings.store,
        ratings.version,
        count(*) as rating_count,
        avg(ratings.rating) as rating_mean,
        stddev_samp(ratings.rating) as rating_sd,
        count(case when ratings.rating = 1 then 1 end) as one_star_count
    from ratings
    inner join sources on ratings.source = sources.source and ratings.rated_at <= sources.as_of
    group by ratings.source, ratings.store, ratings.version

),

-- A version that somebody rated and no list of versions knows is kept, without a day of release.
joined as (

    select
        coalesce(versions.source, rated.source) as source,
        coalesce(versions.store, rated.store) as store,
        coalesce(versions.version, rated.version) as version,
        versions.released_on,
        versions.session_count,
        versions.crashed_session_count,
        cast(versions.crashed_session_count as double) / nullif(versions.session_count, 0) as crash_rate,
        coalesce(rated.rating_count, 0) as rating_count,
        rated.rating_mean,
        rated.rating_sd,
        rated.one_star_count
    from versions
    full outer join rated
        on versions.source = rated.source and versions.store = rated.store and versions.version = rated.version

),

-- Each version beside the one before it in its store.
followed as (

    select
        *,
        row_number() over in_store as place,
        lag(version) over in_store as version_before,
        lag(session_count) over in_store as sessions_before,
        lag(crash_rate) over in_store as crash_rate_before,
        lag(rating_count) over in_store as before_count,
        lag(rating_mean) over in_store as before_mean,
        lag(rating_sd) over in_store as before_sd
    from joined
    window in_store as (partition by source, store order by released_on nulls first, version)

),

compared as (

    select
        *,
        crash_rate - crash_rate_before as crash_rate_change,
        1.96 * sqrt(
            crash_rate * (1 - crash_rate) / nullif(session_count, 0)
            + crash_rate_before * (1 - crash_rate_before) / nullif(sessions_before, 0)
        ) as crash_rate_change_margin,
        rating_mean - before_mean as rating_change,
        {{ mean_difference_bound('rating', 'before', '-') }} as rating_change_low,
        {{ mean_difference_bound('rating', 'before', '+') }} as rating_change_high
    from followed

)

select
    *,
    1 - crash_rate as crash_free_rate,
    {{ wilson_bound('(session_count - crashed_session_count)', 'session_count', '-') }} as crash_free_rate_low,
    {{ wilson_bound('(session_count - crashed_session_count)', 'session_count', '+') }} as crash_free_rate_high,
    {{ scale_mean_bound('rating_mean', 'rating_sd', 'rating_count', '-', 1, 5) }} as rating_low,
    {{ scale_mean_bound('rating_mean', 'rating_sd', 'rating_count', '+', 1, 5) }} as rating_high,
    coalesce(
        crash_rate_change - crash_rate_change_margin > 0 and crash_rate >= 2 * crash_rate_before, false
    ) as is_crashing_more,
    coalesce(rating_change_high < 0 and rating_count >= 30 and before_count >= 30, false) as is_rated_lower
from compared
