with

segment_answers as (

    select * from {{ ref('segment_answers') }}

)

select
    source,
    segment_id,
    segment_name,
    answer_kind,
    answer_id,
    event_type,
    customer_id,
    tenant_id,
    tenant_name,
    answered_on,
    cast(nps_score as bigint) as nps_score,
    cast(csat_score as bigint) as csat_score,
    sentiment_score,
    joy,
    anger,
    fear,
    summary
from segment_answers
