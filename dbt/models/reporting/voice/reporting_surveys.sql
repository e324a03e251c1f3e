with

survey_performance as (

    select * from {{ ref('survey_performance') }}

)

select
    source,
    survey_id,
    survey_title,
    tenant_id,
    tenant_name,
    status,
    cast(topic_count as bigint) as topic_count,
    cast(answer_count as bigint) as answer_count,
    cast(rated_count as bigint) as rated_count,
    cast(satisfied_count as bigint) as satisfied_count,
    average_csat,
    satisfied_rate,
    satisfied_rate_low,
    satisfied_rate_high,
    cast(felt_count as bigint) as felt_count,
    average_sentiment,
    average_joy,
    average_anger,
    average_fear,
    last_answered_at
from survey_performance
