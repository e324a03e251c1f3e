with

reported_segments as (

    select * from {{ ref('reported_segments') }}

)

select
    source,
    segment_id,
    segment_name,
    primary_trait,
    cast(reported_size as bigint) as reported_size,
    cast(version as bigint) as version,
    cast(version_count as bigint) as version_count,
    definition,
    changed_by,
    change_reason,
    valid_from,
    measured_on,
    reported_joy,
    reported_anger,
    reported_fear,
    reported_sentiment,
    reported_sentiment_change
from reported_segments
