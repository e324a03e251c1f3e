with

feedback as (

    select * from {{ ref('customer_feedback') }}

),

event_topics as (

    select * from {{ ref('event_topics') }}

),

labelled as (

    select * from {{ ref('int_labelled_text_topics') }}

),

by_event as (

    select
        source,
        event_id,
        max(case when is_found then 1 else 0 end) as found,
        max(case when stage = 'alias' then 1 else 0 end) as named,
        max(case when is_given then 1 else 0 end) as given
    from event_topics
    group by source, event_id

),

events as (

    select
        feedback.source,
        count(*) as told_count,
        coalesce(sum(by_event.found), 0) as found_event_count,
        coalesce(sum(by_event.named), 0) as alias_event_count,
        coalesce(sum(by_event.given), 0) as given_event_count
    from feedback
    left join by_event on feedback.source = by_event.source and feedback.event_id = by_event.event_id
    where feedback.summary is not null
    group by feedback.source

),

assigned as (

    select
        source,
        count(case when stage = 'alias' then 1 end) as alias_assignment_count,
        count(case when stage = 'model' then 1 end) as model_assignment_count
    from event_topics
    group by source

),

judged as (

    select
        source,
        count(stage) as labelled_found_count,
        count(case when is_labelled then 1 end) as labelled_count,
        count(case when is_labelled and stage is not null then 1 end) as labelled_right_count,
        count(case when stage = 'alias' then 1 end) as labelled_alias_count,
        count(case when stage = 'alias' and is_labelled then 1 end) as alias_right_count,
        count(case when stage = 'model' then 1 end) as labelled_model_count,
        count(case when stage = 'model' and is_labelled then 1 end) as model_right_count
    from labelled
    group by source

)

-- Micro-averages: every pair of a labelled text and a topic counts once.
select
    events.source,
    events.told_count,
    events.found_event_count,
    events.alias_event_count,
    events.given_event_count,
    coalesce(judged.labelled_count, 0) as labelled_count,
    coalesce(judged.labelled_found_count, 0) as labelled_found_count,
    cast(judged.labelled_right_count as double) / nullif(judged.labelled_found_count, 0) as found_precision,
    {{ wilson_bound('judged.labelled_right_count', 'judged.labelled_found_count', '-') }} as found_precision_low,
    {{ wilson_bound('judged.labelled_right_count', 'judged.labelled_found_count', '+') }} as found_precision_high,
    cast(judged.labelled_right_count as double) / nullif(judged.labelled_count, 0) as found_recall,
    {{ wilson_bound('judged.labelled_right_count', 'judged.labelled_count', '-') }} as found_recall_low,
    {{ wilson_bound('judged.labelled_right_count', 'judged.labelled_count', '+') }} as found_recall_high,
    coalesce(assigned.alias_assignment_count, 0) as alias_assignment_count,
    coalesce(assigned.model_assignment_count, 0) as model_assignment_count,
    coalesce(judged.labelled_alias_count, 0) as labelled_alias_count,
    cast(judged.alias_right_count as double) / nullif(judged.labelled_alias_count, 0) as alias_precision,
    {{ wilson_bound('judged.alias_right_count', 'judged.labelled_alias_count', '-') }} as alias_precision_low,
    {{ wilson_bound('judged.alias_right_count', 'judged.labelled_alias_count', '+') }} as alias_precision_high,
    coalesce(judged.labelled_model_count, 0) as labelled_model_count,
    cast(judged.model_right_count as double) / nullif(judged.labelled_model_count, 0) as model_precision,
    {{ wilson_bound('judged.model_right_count', 'judged.labelled_model_count', '-') }} as model_precision_low,
    {{ wilson_bound('judged.model_right_count', 'judged.labelled_model_count', '+') }} as model_precision_high
from events
left join judged on events.source = judged.source
left join assigned on events.source = assigned.source
