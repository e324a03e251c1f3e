with

cases as (

    select * from {{ ref('closed_cases') }}

),

platforms as (

    select * from {{ ref('int_source_platforms') }}

),

event_topics as (

    select * from {{ ref('event_topics') }}

),

feedback as (

    select * from {{ ref('customer_feedback') }}

),

told as (

    select
        feedback.source,
        feedback.case_id,
        event_topics.topic_id,
        event_topics.topic_label,
        coalesce(event_topics.given_score, event_topics.found_score) as score
    from event_topics
    inner join feedback on event_topics.source = feedback.source and event_topics.event_id = feedback.event_id
    where feedback.case_id is not null

),

tagged as (

    select
        source,
        case_id,
        {{ unnested('tags') }} as tag
    from cases

)

-- What customers said in a case, and what agents tagged it with. The topic told most often is its theme.
select
    cases.source,
    cases.case_id,
    'topic' as kind,
    told.topic_id as sign_id,
    min(told.topic_label) as sign_label,
    count(*) as telling_count,
    max(told.score) as score
from cases
inner join platforms on cases.source = platforms.source
inner join told on platforms.platform_source = told.source and cases.case_id = told.case_id
group by cases.source, cases.case_id, told.topic_id

union all

select
    source,
    case_id,
    'tag' as kind,
    tag as sign_id,
    tag as sign_label,
    1 as telling_count,
    cast(null as double) as score
from tagged
group by source, case_id, tag
