with

segment_moves as (

    select * from {{ ref('segment_moves') }}

)

select
    source,
    segment_id,
    segment_name,
    customer_id,
    tenant_id,
    tenant_name,
    direction,
    seen_at,
    seen_on,
    cast(version as bigint) as version,
    cause
from segment_moves
