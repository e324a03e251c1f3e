with

event_topics as (

    select * from {{ ref('event_topics') }}

)

select
    source,
    event_id,
    topic_id,
    topic_label,
    tenant_id,
    customer_id,
    event_type,
    occurred_on,
    is_given,
    given_score,
    is_found,
    stage,
    found_score,
    cast(span_start as bigint) as span_start,
    cast(span_end as bigint) as span_end,
    matched_text
from event_topics
