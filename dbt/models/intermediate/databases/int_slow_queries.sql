with

slow_queries as (

    select * from {{ ref('stg_platform__database_slow_queries') }}

),

owners as (

    select * from {{ ref('int_database_owners') }}

),

sources as (

    select * from {{ ref('int_sources') }}

)

select
    slow_queries.source,
    owners.tenant_id,
    slow_queries.database_id,
    slow_queries.slow_query_id,
    slow_queries.query_type,
    slow_queries.query_fingerprint,
    slow_queries.duration_ms,
    slow_queries.rows_examined,
    slow_queries.started_at,
    cast(slow_queries.started_at as date) as started_on,
    cast(extract(hour from slow_queries.started_at) as integer) as hour_of_day
from slow_queries
inner join sources on slow_queries.source = sources.source and slow_queries.started_at <= sources.as_of
left join owners on slow_queries.source = owners.source and slow_queries.database_id = owners.database_id
