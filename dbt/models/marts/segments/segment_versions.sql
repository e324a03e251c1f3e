with

definitions as (

    select * from {{ ref('stg_ingestion__segment_definitions') }}

),

weeks as (

    select * from {{ ref('segment_weeks') }}

),

-- The members when a version was last asked: the moment looked at, or the last week before the next version.
sizes as (

    select
        source,
        segment_id,
        version,
        member_count,
        row_number() over (partition by source, segment_id, version order by weeks_ago) as newness
    from weeks

)

select
    definitions.source,
    definitions.segment_id,
    definitions.segment_name,
    definitions.origin,
    definitions.tenant_id,
    definitions.primary_trait,
    definitions.version,
    definitions.definition,
    definitions.attributes,
    definitions.attribute_names,
    definitions.problem,
    definitions.author,
    definitions.reason,
    definitions.valid_from,
    definitions.valid_to,
    sizes.member_count as last_member_count
from definitions
left join sizes
    on
        definitions.source = sizes.source
        and definitions.segment_id = sizes.segment_id
        and definitions.version = sizes.version
        and sizes.newness = 1
