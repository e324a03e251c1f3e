with

days as (

    select * from {{ ref('app_store_days') }}

),

versions as (

    select * from {{ ref('app_versions') }}

),

summed as (

    select
        source,
        store,
        cast(sum(session_count) as bigint) as session_count,
        cast(sum(crashed_session_count) as bigint) as crashed_session_count,
        max_by(version, place) as newest_version
    from versions
    group by source, store

),

-- The list of sessions is as of now, so only the newest report can be held against it.
latest as (

    select * from days
    where is_latest

)

select
    latest.source,
    latest.store,
    latest.recorded_on,
    latest.download_count,
    latest.pending_review_count,
    latest.reported_rating,
    latest.rating_mean,
    coalesce(latest.rating_count, 0) as rating_count,
    latest.reported_crash_free_rate,
    summed.newest_version,
    summed.session_count,
    1 - cast(summed.crashed_session_count as double) / nullif(summed.session_count, 0) as crash_free_rate,
    {{ wilson_bound('(summed.session_count - summed.crashed_session_count)', 'summed.session_count', '-') }}
        as crash_free_rate_low,
    {{ wilson_bound('(summed.session_count - summed.crashed_session_count)', 'summed.session_count', '+') }}
        as crash_free_rate_high
from latest
left join summed on latest.source = summed.source and latest.store = summed.store
