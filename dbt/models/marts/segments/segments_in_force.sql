with

moments as (

    select * from {{ ref('segment_moments') }}

),

definitions as (

    select * from {{ ref('stg_ingestion__segment_definitions') }}

)

select
    moments.source,
    moments.weeks_ago,
    moments.moment,
    definitions.segment_id,
    definitions.segment_name,
    definitions.tenant_id,
    definitions.version
from moments
inner join definitions
    on
        moments.source = definitions.source
        and (definitions.valid_from is null or moments.moment >= definitions.valid_from)
        and (definitions.valid_to is null or moments.moment < definitions.valid_to)
where definitions.compiled_sql is not null
