with

reports as (

    select * from {{ ref('stg_platform__appstore_metrics') }}

),

ratings as (

    select * from {{ ref('stg_platform__appstore_ratings') }}

),

sources as (

    select * from {{ ref('int_sources') }}

),

by_day as (

    select
        source,
        store,
        cast(rated_at as date) as rated_on,
        count(*) as rating_count,
        sum(rating) as rating_total
    from ratings
    group by source, store, cast(rated_at as date)

),

running as (

    select
        source,
        store,
        rated_on,
        sum(rating_count) over so_far as rating_count,
        sum(rating_total) over so_far as rating_total,
        lead(rated_on) over (partition by source, store order by rated_on) as next_rated_on
    from by_day
    window so_far as (
        partition by source, store order by rated_on rows between unbounded preceding and current row
    )

)

-- The mean of all ratings up to the end of the report's day.
select
    reports.source,
    reports.store,
    reports.recorded_on,
    reports.avg_rating as reported_rating,
    reports.crash_free_rate as reported_crash_free_rate,
    reports.download_count,
    reports.pending_review_count,
    cast(running.rating_count as bigint) as rating_count,
    cast(running.rating_total as double) / running.rating_count as rating_mean,
    row_number() over (partition by reports.source, reports.store order by reports.recorded_on desc nulls last) = 1
        as is_latest
from reports
inner join sources
    on
        reports.source = sources.source
        and (reports.recorded_on is null or reports.recorded_on <= cast(sources.as_of as date))
left join running
    on
        reports.source = running.source
        and reports.store = running.store
        and reports.recorded_on >= running.rated_on
        and (running.next_rated_on is null or reports.recorded_on < running.next_rated_on)
