with

memberships as (

    select * from {{ ref('segment_memberships') }}

),

segments as (

    select * from {{ ref('segments') }}

),

feedback as (

    select * from {{ ref('customer_feedback') }}

),

feelings as (

    select * from {{ ref('stg_platform__survey_sentiment') }}

),

nps_answers as (

    select * from {{ ref('nps_answers') }}

),

-- A tone that was given with the event goes before the one of its answer.
answers as (

    select
        feedback.source,
        'event' as answer_kind,
        feedback.event_id as answer_id,
        feedback.event_type,
        feedback.customer_id,
        feedback.occurred_on as answered_on,
        cast(null as bigint) as nps_score,
        feedback.csat_score,
        coalesce(feedback.given_sentiment_score, feelings.overall_score) as sentiment_score,
        feelings.joy,
        feelings.anger,
        feelings.fear,
        feedback.summary
    from feedback
    left join feelings on feedback.source = feelings.source and feedback.response_id = feelings.response_id
    where feedback.customer_id is not null and feedback.occurred_on is not null

    union all

    select
        source,
        'recommendation' as answer_kind,
        nps_event_id as answer_id,
        'nps' as event_type,
        customer_id,
        answered_on,
        score as nps_score,
        null as csat_score,
        null as sentiment_score,
        null as joy,
        null as anger,
        null as fear,
        comment as summary
    from nps_answers
    where is_answered and customer_id is not null and answered_on is not null

)

select
    segments.segment_id,
    segments.segment_name,
    memberships.tenant_id,
    memberships.tenant_name,
    answers.*
from memberships
inner join segments on memberships.source = segments.source and memberships.segment_id = segments.segment_id
inner join answers on memberships.source = answers.source and memberships.customer_id = answers.customer_id
where memberships.is_current
