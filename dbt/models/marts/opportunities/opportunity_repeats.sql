with

topics as (

    select * from {{ ref('int_taxonomy_topics') }}
    where is_in_force

),

platforms as (

    select * from {{ ref('int_source_platforms') }}

),

costs as (

    select * from {{ ref('opportunity_costs') }}

)

-- A parent has the cases of the topics below it: with as many as one of those it has the very same.
select
    platforms.platform_source as source,
    topics.parent_topic_id as topic_id,
    min(topics.topic_id) as same_topic_id,
    min(topics.topic_label) as same_topic_label
from topics
inner join platforms on topics.source = platforms.source
inner join costs as of_child
    on
        platforms.platform_source = of_child.source
        and 'theme:' || topics.topic_id = of_child.opportunity_key
inner join costs as of_parent
    on
        platforms.platform_source = of_parent.source
        and 'theme:' || topics.parent_topic_id = of_parent.opportunity_key
where of_child.case_count_ever > 0 and of_child.case_count_ever = of_parent.case_count_ever
group by platforms.platform_source, topics.parent_topic_id
