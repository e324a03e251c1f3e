{#- What a customer said and went through counts for a recommendation for so many days. -#}
{%- set remembered_topic_days, remembered_setback_days = 90, 365 -%}

with

outcomes as (

    select * from {{ ref('driver_outcomes') }}

),

event_themes as (

    select * from {{ ref('event_themes') }}

),

feedback as (

    select * from {{ ref('customer_feedback') }}

),

setbacks as (

    select * from {{ ref('case_setbacks') }}

),

topics as (

    select
        event_themes.source,
        event_themes.event_id,
        event_themes.topic_id,
        feedback.case_id,
        feedback.customer_id,
        feedback.occurred_at
    from event_themes
    inner join feedback on event_themes.source = feedback.source and event_themes.event_id = feedback.event_id
    where event_themes.is_direct

),

found as (

    select
        outcomes.source,
        outcomes.outcome,
        outcomes.answer_id,
        'topic' as kind,
        topics.topic_id as predictor
    from outcomes
    inner join topics on outcomes.source = topics.source and outcomes.answer_id = topics.event_id
    where outcomes.outcome <> 'nps'
    union all
    -- The words that opened a case say what the answer after it is about.
    select
        outcomes.source,
        outcomes.outcome,
        outcomes.answer_id,
        'topic' as kind,
        topics.topic_id as predictor
    from outcomes
    inner join topics on outcomes.source = topics.source and outcomes.case_id = topics.case_id
    where outcomes.outcome = 'support_csat' and topics.occurred_at < outcomes.occurred_at
    union all
    select
        outcomes.source,
        outcomes.outcome,
        outcomes.answer_id,
        'topic' as kind,
        topics.topic_id as predictor
    from outcomes
    inner join topics on outcomes.source = topics.source and outcomes.customer_id = topics.customer_id
    where
        outcomes.outcome = 'nps'
        and topics.occurred_at < outcomes.occurred_at
        and topics.occurred_at >= {{ dbt.dateadd('day', -remembered_topic_days, 'outcomes.occurred_at') }}
    union all
    select
        outcomes.source,
        outcomes.outcome,
        outcomes.answer_id,
        'setback' as kind,
        setbacks.setback as predictor
    from outcomes
    inner join setbacks on outcomes.source = setbacks.source and outcomes.case_id = setbacks.case_id
    where setbacks.happened_at < outcomes.occurred_at
    union all
    select
        outcomes.source,
        outcomes.outcome,
        outcomes.answer_id,
        'setback' as kind,
        setbacks.setback as predictor
    from outcomes
    inner join setbacks on outcomes.source = setbacks.source and outcomes.customer_id = setbacks.customer_id
    where
        outcomes.outcome = 'nps'
        and setbacks.happened_at < outcomes.occurred_at
        and setbacks.happened_at >= {{ dbt.dateadd('day', -remembered_setback_days, 'outcomes.occurred_at') }}

)

select distinct * from found
