with

desk_comparisons as (

    select * from {{ ref('desk_comparisons') }}

)

select
    source,
    cast(null as varchar) as tenant_id,
    subject,
    entity_id,
    outcome,
    scale,
    cast(used_count as bigint) as used_count,
    cast(compared_count as bigint) as compared_count,
    comparable_share,
    used_value,
    compared_value,
    difference,
    difference_low,
    difference_high,
    verdict
from desk_comparisons
