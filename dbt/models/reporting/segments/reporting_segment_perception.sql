with

segment_perception as (

    select * from {{ ref('segment_perception') }}

)

select
    source,
    segment_id,
    segment_name,
    cast(window_days as bigint) as window_days,
    tenant_id,
    tenant_name,
    cast(member_count as bigint) as member_count,
    cast(answer_count as bigint) as answer_count,
    cast(answering_customer_count as bigint) as answering_customer_count,
    nps,
    nps_low,
    nps_high,
    cast(nps_count as bigint) as nps_count,
    sentiment,
    sentiment_low,
    sentiment_high,
    cast(sentiment_count as bigint) as sentiment_count,
    joy,
    joy_low,
    joy_high,
    cast(joy_count as bigint) as joy_count,
    anger,
    anger_low,
    anger_high,
    cast(anger_count as bigint) as anger_count,
    fear,
    fear_low,
    fear_high,
    cast(fear_count as bigint) as fear_count,
    csat,
    csat_low,
    csat_high,
    cast(csat_count as bigint) as csat_count,
    primary_trait,
    trait_attribute,
    trait_difference,
    reported_trait,
    reported_on,
    reported_joy,
    reported_anger,
    reported_fear,
    reported_sentiment
from segment_perception
