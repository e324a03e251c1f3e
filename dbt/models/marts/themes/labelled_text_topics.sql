with

labelled as (

    select * from {{ ref('int_labelled_text_topics') }}

),

topics as (

    select * from {{ ref('int_taxonomy_topics') }}

)

select
    labelled.source,
    labelled.text_id,
    labelled.topic_id,
    topics.topic_label,
    labelled.is_labelled,
    labelled.stage is not null as is_found,
    labelled.stage
from labelled
inner join topics on labelled.source = topics.source and labelled.topic_id = topics.topic_id and topics.is_in_force
