with

segment_versions as (

    select * from {{ ref('segment_versions') }}

)

select
    source,
    segment_id,
    segment_name,
    origin,
    tenant_id,
    cast(version as bigint) as version,
    definition,
    author,
    reason,
    valid_from,
    valid_to,
    problem,
    cast(last_member_count as bigint) as last_member_count
from segment_versions
