with

taxonomy_topics as (

    select * from {{ ref('taxonomy_topics') }}

)

select
    source,
    cast(version as bigint) as version,
    author,
    reason,
    published_at,
    topic_id,
    topic_label,
    parent_topic_id,
    weight,
    aliases,
    is_in_force
from taxonomy_topics
