with

labelled as (

    select * from {{ ref('int_labelled_text_topics') }}

),

ancestors as (

    select * from {{ ref('topic_ancestors') }}

),

-- A text with several topics below the same one is counted there once.
rolled_texts as (

    select
        labelled.source,
        ancestors.ancestor_id as topic_id,
        labelled.text_id,
        bool_or(labelled.is_labelled) as is_labelled,
        bool_or(labelled.stage is not null) as is_found
    from labelled
    inner join ancestors on labelled.source = ancestors.source and labelled.topic_id = ancestors.topic_id
    group by labelled.source, ancestors.ancestor_id, labelled.text_id

)

select
    source,
    topic_id,
    count(case when is_found then 1 end) as labelled_found_count,
    count(case when is_labelled then 1 end) as labelled_count,
    count(case when is_labelled and is_found then 1 end) as labelled_right_count
from rolled_texts
group by source, topic_id
