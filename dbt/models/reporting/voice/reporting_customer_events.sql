with

customer_feedback as (

    select * from {{ ref('customer_feedback') }}

)

select
    source,
    event_id,
    tenant_id,
    tenant_name,
    segment,
    plan,
    customer_id,
    event_type,
    channel,
    case_id,
    product_id,
    survey_id,
    survey_title,
    response_id,
    sentiment_score,
    sentiment_origin,
    given_sentiment_score,
    computed_sentiment_score,
    cast(csat_score as bigint) as csat_score,
    summary,
    occurred_at,
    occurred_on
from customer_feedback
