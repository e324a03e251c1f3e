with

labelled_text_topics as (

    select * from {{ ref('labelled_text_topics') }}

)

select
    source,
    cast(text_id as bigint) as text_id,
    topic_id,
    topic_label,
    is_labelled,
    is_found,
    stage
from labelled_text_topics
