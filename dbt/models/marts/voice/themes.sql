with

topics as (

    select * from {{ ref('int_taxonomy_topics') }}
    where is_in_force

),

event_themes as (

    select * from {{ ref('event_themes') }}

),

survey_topics as (

    select * from {{ ref('stg_platform__survey_topics') }}

),

drivers as (

    select * from {{ ref('reported_drivers') }}

),

asking_surveys as (

    select
        source,
        topic_id,
        count(*) as asking_survey_count
    from survey_topics
    group by source, topic_id

),

counted as (

    select
        source,
        topic_id,
        count(*) as event_count,
        count(case when is_direct then 1 end) as direct_event_count,
        count(distinct customer_id) as customer_count,
        count(sentiment_score) as scored_count,
        avg(sentiment_score) as average_sentiment,
        stddev_samp(sentiment_score) as sentiment_sd,
        count(csat_score) as rated_count,
        avg(csat_score) as average_csat,
        avg(score) as average_assignment_score
    from event_themes
    group by source, topic_id

)

select
    topics.source,
    topics.topic_id,
    topics.topic_label,
    topics.parent_topic_id,
    parents.topic_label as parent_label,
    topics.weight,
    case when topics.aliases = '' then 0 else length(topics.aliases) - length(replace(topics.aliases, '|', '')) + 1 end
        as alias_count,
    coalesce(asking_surveys.asking_survey_count, 0) as asking_survey_count,
    coalesce(counted.event_count, 0) as event_count,
    coalesce(counted.direct_event_count, 0) as direct_event_count,
    coalesce(counted.customer_count, 0) as customer_count,
    coalesce(counted.scored_count, 0) as scored_count,
    counted.average_sentiment,
    {{ mean_bound('counted.average_sentiment', 'counted.sentiment_sd', 'counted.scored_count', '-') }}
        as average_sentiment_low,
    {{ mean_bound('counted.average_sentiment', 'counted.sentiment_sd', 'counted.scored_count', '+') }}
        as average_sentiment_high,
    coalesce(counted.rated_count, 0) as rated_count,
    counted.average_csat,
    counted.average_assignment_score,
    drivers.reported_impact_score,
    drivers.reported_trend,
    drivers.survey_impact_score,
    drivers.survey_trend
from topics
left join topics as parents on topics.source = parents.source and topics.parent_topic_id = parents.topic_id
left join asking_surveys on topics.source = asking_surveys.source and topics.topic_id = asking_surveys.topic_id
left join counted on topics.source = counted.source and topics.topic_id = counted.topic_id
left join drivers on topics.source = drivers.source and topics.topic_id = drivers.topic_id
