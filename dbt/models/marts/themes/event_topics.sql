with

given as (

    select * from {{ ref('stg_platform__topic_assignments') }}

),

text_topics as (

    select * from {{ ref('int_text_topics') }}

),

topics as (

    select * from {{ ref('int_taxonomy_topics') }}

),

feedback as (

    select * from {{ ref('customer_feedback') }}

),

found as (

    select
        feedback.source,
        feedback.event_id,
        text_topics.topic_id,
        text_topics.stage,
        text_topics.score,
        text_topics.span_start,
        text_topics.span_end
    from feedback
    inner join text_topics
        on feedback.source = text_topics.source and md5(feedback.summary) = text_topics.text_key
    where text_topics.topic_id is not null

),

-- A given assignment is kept whether it is found again or not.
compared as (

    select
        coalesce(found.source, given.source) as source,
        coalesce(found.event_id, given.entity_id) as event_id,
        coalesce(found.topic_id, given.topic_id) as topic_id,
        given.entity_id is not null as is_given,
        given.score as given_score,
        found.event_id is not null as is_found,
        found.stage,
        found.score as found_score,
        found.span_start,
        found.span_end
    from found
    full outer join given
        on found.source = given.source and found.event_id = given.entity_id and found.topic_id = given.topic_id

)

select
    compared.source,
    compared.event_id,
    compared.topic_id,
    topics.topic_label,
    feedback.tenant_id,
    feedback.customer_id,
    feedback.event_type,
    feedback.occurred_on,
    compared.is_given,
    compared.given_score,
    compared.is_found,
    compared.stage,
    compared.found_score,
    compared.span_start,
    compared.span_end,
    substring(feedback.summary, compared.span_start + 1, compared.span_end - compared.span_start) as matched_text
from compared
inner join feedback on compared.source = feedback.source and compared.event_id = feedback.event_id
inner join topics
    on compared.source = topics.source and compared.topic_id = topics.topic_id and topics.is_in_force
