with

segment_memberships as (

    select * from {{ ref('segment_memberships') }}

)

select
    source,
    segment_id,
    segment_name,
    customer_id,
    tenant_id,
    tenant_name,
    valid_from,
    valid_to,
    is_current,
    cast(version_at_entry as bigint) as version_at_entry,
    as_of_on
from segment_memberships
