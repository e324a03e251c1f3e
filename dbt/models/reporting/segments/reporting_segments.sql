with

segments as (

    select * from {{ ref('segments') }}

)

select
    source,
    segment_id,
    segment_name,
    origin,
    tenant_id,
    reported_trait as primary_trait,
    cast(reported_size as bigint) as reported_size,
    cast(member_count as bigint) as member_count,
    cast(left_member_count as bigint) as left_member_count,
    member_share,
    cast(version as bigint) as version,
    cast(version_count as bigint) as version_count,
    is_in_force,
    definition,
    attribute_names,
    author as changed_by,
    reason as change_reason,
    valid_from,
    cast(problem_count as bigint) as problem_count,
    problem,
    measured_on,
    reported_joy,
    reported_anger,
    reported_fear,
    reported_sentiment,
    reported_sentiment_change
from segments
