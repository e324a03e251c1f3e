with

nps_answers as (

    select * from {{ ref('nps_answers') }}

)

select
    source,
    nps_event_id,
    tenant_id,
    tenant_name,
    segment,
    plan,
    customer_id,
    survey_id,
    survey_title,
    channel,
    status,
    cast(score as bigint) as score,
    comment,
    is_answered,
    answer_group,
    asked_at,
    answered_at,
    answered_on,
    asked_on
from nps_answers
