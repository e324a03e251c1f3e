with

segment_weeks as (

    select * from {{ ref('segment_weeks') }}

)

select
    source,
    segment_id,
    segment_name,
    tenant_id,
    moment,
    cast(version as bigint) as version,
    cast(member_count as bigint) as member_count,
    cast(moved_in_count as bigint) as moved_in_count,
    cast(moved_out_count as bigint) as moved_out_count
from segment_weeks
