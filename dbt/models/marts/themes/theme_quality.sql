with

topics as (

    select * from {{ ref('int_taxonomy_topics') }}

),

event_topics as (

    select * from {{ ref('event_topics') }}

),

judged as (

    select * from {{ ref('theme_labels') }}

),

ancestors as (

    select * from {{ ref('topic_ancestors') }}

),

feedback as (

    select * from {{ ref('customer_feedback') }}

),

-- Events with words, which can be assigned by both.
told as (

    select
        source,
        count(summary) as told_count
    from feedback
    group by source

),

-- An event with several topics below the same one is counted there once.
rolled_events as (

    select
        event_topics.source,
        ancestors.ancestor_id as topic_id,
        event_topics.event_id,
        bool_or(event_topics.is_found) as is_found,
        bool_or(coalesce(event_topics.stage = 'alias', false)) as is_named,
        bool_or(event_topics.is_given) as is_given
    from event_topics
    inner join ancestors on event_topics.source = ancestors.source and event_topics.topic_id = ancestors.topic_id
    group by event_topics.source, ancestors.ancestor_id, event_topics.event_id

),

assigned as (

    select
        source,
        topic_id,
        count(case when is_found then 1 end) as found_event_count,
        count(case when is_named then 1 end) as alias_event_count,
        count(case when is_given then 1 end) as given_event_count,
        count(case when is_found and is_given then 1 end) as agreed_event_count
    from rolled_events
    group by source, topic_id

),

counted as (

    select
        topics.source,
        topics.topic_id,
        told.told_count,
        coalesce(assigned.found_event_count, 0) as found_event_count,
        coalesce(assigned.alias_event_count, 0) as alias_event_count,
        coalesce(assigned.given_event_count, 0) as given_event_count,
        coalesce(assigned.agreed_event_count, 0) as agreed_event_count,
        coalesce(judged.labelled_count, 0) as labelled_count,
        coalesce(judged.labelled_found_count, 0) as labelled_found_count,
        coalesce(judged.labelled_right_count, 0) as labelled_right_count
    from topics
    left join told on topics.source = told.source
    left join assigned on topics.source = assigned.source and topics.topic_id = assigned.topic_id
    left join judged on topics.source = judged.source and topics.topic_id = judged.topic_id
    where topics.is_in_force

)

-- Kappa (Cohen 1960): agreement of both on "about it or not" past what chance gives, over all events with words.
select
    *,
    cast(labelled_right_count as double) / nullif(labelled_found_count, 0) as found_precision,
    {{ wilson_bound('labelled_right_count', 'labelled_found_count', '-') }} as found_precision_low,
    {{ wilson_bound('labelled_right_count', 'labelled_found_count', '+') }} as found_precision_high,
    cast(labelled_right_count as double) / nullif(labelled_count, 0) as found_recall,
    {{ wilson_bound('labelled_right_count', 'labelled_count', '-') }} as found_recall_low,
    {{ wilson_bound('labelled_right_count', 'labelled_count', '+') }} as found_recall_high,
    2.0 * (cast(agreed_event_count as double) * told_count - cast(found_event_count as double) * given_event_count)
    / nullif(
        cast(found_event_count as double) * (told_count - given_event_count)
        + cast(given_event_count as double) * (told_count - found_event_count),
        0
    ) as given_kappa
from counted
