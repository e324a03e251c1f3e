with

drivers as (

    select * from {{ ref('stg_platform__experience_drivers') }}

),

history as (

    select * from {{ ref('stg_platform__driver_history') }}

),

survey_drivers as (

    select * from {{ ref('stg_platform__survey_drivers') }}

),

topics as (

    select * from {{ ref('stg_platform__taxonomy_topics') }}

),

weeks as (

    select
        *,
        row_number() over (partition by source, driver_id order by week_start desc) as weeks_ago
    from history

),

-- The platform's own figures, eight weeks apart; a change of less than a twentieth is none.
changes as (

    select
        source,
        driver_id,
        count(*) as week_count,
        max(case when weeks_ago = 1 then impact_score end) - max(case when weeks_ago = 9 then impact_score end)
            as change_in_eight_weeks
    from weeks
    group by source, driver_id

),

-- A driver names its topic, or is called as the topic is.
named as (

    select
        drivers.source,
        drivers.driver_id,
        coalesce(drivers.topic_id, topics.topic_id) as topic_id,
        drivers.topic as topic_label,
        drivers.category,
        drivers.sentiment,
        drivers.impact_score
    from drivers
    left join topics on drivers.source = topics.source and lower(drivers.topic) = lower(topics.topic_label)

),

of_surveys as (

    select
        source,
        lower(topic) as topic_key,
        avg(impact_score) as impact_score,
        max(trend) as trend
    from survey_drivers
    group by source, lower(topic)

)

select
    named.source,
    named.driver_id,
    named.topic_id,
    named.topic_label,
    named.category,
    named.sentiment as reported_sentiment,
    named.impact_score as reported_impact_score,
    changes.week_count,
    changes.change_in_eight_weeks,
    case
        when changes.change_in_eight_weeks is null then null
        when changes.change_in_eight_weeks >= 0.05 then 'improving'
        when changes.change_in_eight_weeks <= -0.05 then 'worsening'
        else 'stable'
    end as reported_trend,
    of_surveys.impact_score as survey_impact_score,
    of_surveys.trend as survey_trend
from named
left join changes on named.source = changes.source and named.driver_id = changes.driver_id
left join of_surveys on named.source = of_surveys.source and lower(named.topic_label) = of_surveys.topic_key
