with

assignments as (

    select * from {{ ref('stg_platform__topic_assignments') }}

),

ancestors as (

    select * from {{ ref('topic_ancestors') }}

),

feedback as (

    select * from {{ ref('customer_feedback') }}

),

-- An event with several topics below the same one is counted there once.
told as (

    select
        assignments.source,
        ancestors.ancestor_id as topic_id,
        assignments.entity_id as event_id,
        max(assignments.score) as score,
        max(case when ancestors.ancestor_id = assignments.topic_id then 1 else 0 end) = 1 as is_direct
    from assignments
    inner join ancestors on assignments.source = ancestors.source and assignments.topic_id = ancestors.topic_id
    group by assignments.source, ancestors.ancestor_id, assignments.entity_id

)

select
    told.source,
    told.topic_id,
    told.event_id,
    told.score,
    told.is_direct,
    feedback.event_type,
    feedback.survey_title,
    feedback.sentiment_score,
    feedback.csat_score,
    feedback.customer_id,
    feedback.occurred_on
from told
inner join feedback on told.source = feedback.source and told.event_id = feedback.event_id
