with

surveys as (

    select * from {{ ref('stg_platform__surveys') }}

),

feedback as (

    select * from {{ ref('customer_feedback') }}

),

feelings as (

    select * from {{ ref('stg_platform__survey_sentiment') }}

),

survey_topics as (

    select * from {{ ref('stg_platform__survey_topics') }}

),

tenants as (

    select * from {{ ref('int_tenants') }}

),

answers as (

    select
        source,
        survey_id,
        count(*) as answer_count,
        count(csat_score) as rated_count,
        count(case when csat_score >= 4 then 1 end) as satisfied_count,
        avg(csat_score) as average_csat,
        max(occurred_at) as last_answered_at
    from feedback
    where survey_id is not null
    group by source, survey_id

),

tones as (

    select
        source,
        survey_id,
        count(*) as felt_count,
        avg(overall_score) as average_sentiment,
        avg(joy) as average_joy,
        avg(anger) as average_anger,
        avg(fear) as average_fear
    from feelings
    group by source, survey_id

),

topic_counts as (

    select
        source,
        survey_id,
        count(*) as topic_count
    from survey_topics
    group by source, survey_id

)

select
    surveys.source,
    surveys.survey_id,
    surveys.survey_title,
    surveys.tenant_id,
    tenants.tenant_name,
    surveys.status,
    coalesce(topic_counts.topic_count, 0) as topic_count,
    coalesce(answers.answer_count, 0) as answer_count,
    coalesce(answers.rated_count, 0) as rated_count,
    coalesce(answers.satisfied_count, 0) as satisfied_count,
    answers.average_csat,
    cast(answers.satisfied_count as double) / nullif(answers.rated_count, 0) as satisfied_rate,
    {{ wilson_bound('answers.satisfied_count', 'answers.rated_count', '-') }} as satisfied_rate_low,
    {{ wilson_bound('answers.satisfied_count', 'answers.rated_count', '+') }} as satisfied_rate_high,
    coalesce(tones.felt_count, 0) as felt_count,
    tones.average_sentiment,
    tones.average_joy,
    tones.average_anger,
    tones.average_fear,
    answers.last_answered_at
from surveys
left join answers on surveys.source = answers.source and surveys.survey_id = answers.survey_id
left join tones on surveys.source = tones.source and surveys.survey_id = tones.survey_id
left join topic_counts on surveys.source = topic_counts.source and surveys.survey_id = topic_counts.survey_id
left join tenants on surveys.tenant_id = tenants.tenant_id
