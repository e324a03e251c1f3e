with

versions as (

    select * from {{ ref('stg_platform__product_versions') }}

),

sources as (

    select * from {{ ref('int_sources') }}

),

-- A version is the newest one until the next comes out; what is to come out later is not seen yet.
released as (

    select
        versions.source,
        versions.product_id,
        versions.version,
        versions.changelog,
        versions.released_on,
        cast(sources.as_of as date) as as_of_date
    from versions
    inner join sources on versions.source = sources.source
    where versions.released_on <= cast(sources.as_of as date)

),

in_order as (

    select
        *,
        row_number() over by_release as version_number,
        lag(version) over by_release as previous_version,
        lead(released_on) over by_release as replaced_on
    from released
    window by_release as (partition by source, product_id order by released_on, version)

)

select
    *,
    replaced_on is null as is_newest,
    coalesce(replaced_on, cast({{ dbt.dateadd('day', 1, 'as_of_date') }} as date)) as newest_until
from in_order
