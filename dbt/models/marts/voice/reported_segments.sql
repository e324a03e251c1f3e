with

segments as (

    select * from {{ ref('stg_platform__segments') }}

),

versions as (

    select * from {{ ref('stg_platform__segment_versions') }}

),

perception as (

    select * from {{ ref('stg_platform__segment_perception') }}

),

newest_versions as (

    select
        *,
        row_number() over (partition by source, segment_id order by version desc) as newness,
        count(*) over (partition by source, segment_id) as version_count
    from versions

),

newest_perception as (

    select
        *,
        row_number() over (partition by source, segment_id order by measured_on desc) as newness,
        sentiment_score - first_value(sentiment_score) over (
            partition by source, segment_id order by measured_on
            rows between unbounded preceding and current row
        ) as sentiment_change
    from perception

)

select
    segments.source,
    segments.segment_id,
    segments.segment_name,
    segments.primary_trait,
    segments.reported_size,
    versions.version,
    versions.version_count,
    versions.definition,
    versions.changed_by,
    versions.change_reason,
    versions.valid_from,
    felt.measured_on,
    felt.joy as reported_joy,
    felt.anger as reported_anger,
    felt.fear as reported_fear,
    felt.sentiment_score as reported_sentiment,
    felt.sentiment_change as reported_sentiment_change
from segments
left join newest_versions as versions
    on segments.source = versions.source and segments.segment_id = versions.segment_id and versions.newness = 1
left join newest_perception as felt
    on segments.source = felt.source and segments.segment_id = felt.segment_id and felt.newness = 1
