with

themes as (

    select * from {{ ref('themes') }}

)

select
    source,
    topic_id,
    topic_label,
    parent_topic_id,
    parent_label,
    weight,
    cast(alias_count as bigint) as alias_count,
    cast(asking_survey_count as bigint) as asking_survey_count,
    cast(event_count as bigint) as event_count,
    cast(direct_event_count as bigint) as direct_event_count,
    cast(customer_count as bigint) as customer_count,
    cast(scored_count as bigint) as scored_count,
    average_sentiment,
    average_sentiment_low,
    average_sentiment_high,
    cast(rated_count as bigint) as rated_count,
    average_csat,
    average_assignment_score,
    reported_impact_score,
    reported_trend,
    survey_impact_score,
    survey_trend
from themes
