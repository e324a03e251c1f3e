with

driver_moments as (

    select * from {{ ref('driver_moments') }}

)

select
    source,
    outcome,
    tenant_id,
    segment,
    kind,
    week_start,
    cast(bucket as bigint) as bucket,
    cast(answer_count as bigint) as answer_count,
    sums
from driver_moments
