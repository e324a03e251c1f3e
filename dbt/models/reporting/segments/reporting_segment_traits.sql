with

segment_traits as (

    select * from {{ ref('segment_traits') }}

)

select
    source,
    segment_id,
    tenant_id,
    attribute,
    trait,
    word_for_more,
    word_for_less,
    cast(member_count as bigint) as member_count,
    member_mean,
    cast(other_count as bigint) as other_count,
    other_mean,
    difference,
    difference_low,
    difference_high,
    is_in_definition,
    is_mark
from segment_traits
