with

sources as (

    select * from {{ ref('int_sources') }}

),

batches as (

    select * from {{ ref('stg_ingestion__batches') }}

),

platforms as (

    select distinct source from batches
    where contract_source = 'platform' and rows_accepted > 0

),

-- A desk may be a source of its own beside the platform that its tenants, users and invoices come from. Identifiers of
-- the platform are shared by all sources: a desk's rows are those of its own platform, or of the first there is.
ranked as (

    select
        sources.source,
        platforms.source as platform_source,
        row_number() over (
            partition by sources.source
            order by case when platforms.source = sources.source then 0 else 1 end, platforms.source
        ) as place
    from sources
    left join platforms on true

)

select
    source,
    coalesce(platform_source, source) as platform_source
from ranked
where place = 1
