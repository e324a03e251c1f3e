with

survey_questions as (

    select * from {{ ref('survey_questions') }}

)

select
    source,
    survey_kind,
    question_id,
    tenant_id,
    tenant_name,
    customer_id,
    survey_title,
    segment,
    plan,
    channel,
    sla_tier,
    priority,
    promise,
    reopening,
    is_answered,
    cast(answered_score as bigint) as score,
    points,
    asked_at,
    answered_at,
    cast(asked_at as date) as asked_on,
    cast(answered_at as date) as answered_on
from survey_questions
