with

versions as (

    select * from {{ ref('app_versions') }}

),

ratings as (

    select
        source,
        store,
        rating,
        rated_at,
        cast(rated_at as date) as rated_on
    from {{ ref('stg_platform__appstore_ratings') }}

),

sources as (

    select * from {{ ref('int_sources') }}

),

-- Ratings of the store, whatever version they name, in the four weeks before a release and from its day on.
paired as (

    select
        versions.source,
        versions.store,
        versions.version,
        versions.released_on,
        ratings.rating,
        ratings.rated_on,
        {{ dbt.datediff('released_on', 'rated_on', 'day') }}
            as days_after
    from versions
    inner join sources on versions.source = sources.source
    inner join ratings
        on
            versions.source = ratings.source
            and versions.store = ratings.store
            and sources.as_of >= ratings.rated_at

),

placed as (

    select
        source,
        store,
        version,
        released_on,
        rating,
        days_after < 0 as is_before
    from paired
    where days_after between -28 and 27

),

counted as (

    select
        source,
        store,
        version,
        released_on,
        count(case when is_before then 1 end) as before_count,
        avg(case when is_before then rating end) as before_mean,
        stddev_samp(case when is_before then rating end) as before_sd,
        count(case when not is_before then 1 end) as after_count,
        avg(case when not is_before then rating end) as after_mean,
        stddev_samp(case when not is_before then rating end) as after_sd
    from placed
    group by source, store, version, released_on

)

select
    source,
    store,
    version,
    released_on,
    before_count,
    before_mean,
    {{ mean_bound('before_mean', 'before_sd', 'before_count', '-') }} as before_low,
    {{ mean_bound('before_mean', 'before_sd', 'before_count', '+') }} as before_high,
    after_count,
    after_mean,
    {{ mean_bound('after_mean', 'after_sd', 'after_count', '-') }} as after_low,
    {{ mean_bound('after_mean', 'after_sd', 'after_count', '+') }} as after_high,
    after_mean - before_mean as difference,
    {{ mean_difference_bound('after', 'before', '-') }} as difference_low,
    {{ mean_difference_bound('after', 'before', '+') }} as difference_high
from counted
