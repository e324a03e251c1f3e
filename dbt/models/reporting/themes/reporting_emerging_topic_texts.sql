with

emerging_topics as (

    select
        source,
        subject_number,
        unnest(event_ids) as event_id
    from {{ ref('emerging_topics') }}

),

untold_texts as (

    select * from {{ ref('untold_texts') }}

)

select
    emerging_topics.source,
    cast(emerging_topics.subject_number as bigint) as subject_number,
    emerging_topics.event_id,
    cast(untold_texts.age_days as bigint) as age_days,
    untold_texts.age_days < 28 as is_recent
from emerging_topics
inner join untold_texts
    on emerging_topics.source = untold_texts.source and emerging_topics.event_id = untold_texts.event_id
