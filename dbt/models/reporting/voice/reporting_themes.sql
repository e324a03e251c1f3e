with

themes as (

    select * from {{ ref('themes') }}

),

theme_quality as (

    select * from {{ ref('theme_quality') }}

)

select
    themes.source,
    themes.topic_id,
    themes.topic_label,
    themes.parent_topic_id,
    themes.parent_label,
    themes.weight,
    cast(themes.alias_count as bigint) as alias_count,
    cast(themes.asking_survey_count as bigint) as asking_survey_count,
    cast(themes.event_count as bigint) as event_count,
    cast(themes.direct_event_count as bigint) as direct_event_count,
    cast(themes.customer_count as bigint) as customer_count,
    cast(themes.scored_count as bigint) as scored_count,
    themes.average_sentiment,
    themes.average_sentiment_low,
    themes.average_sentiment_high,
    cast(themes.rated_count as bigint) as rated_count,
    themes.average_csat,
    themes.average_assignment_score,
    themes.reported_impact_score,
    themes.reported_trend,
    themes.survey_impact_score,
    themes.survey_trend,
    cast(theme_quality.told_count as bigint) as told_count,
    cast(theme_quality.found_event_count as bigint) as found_event_count,
    cast(theme_quality.alias_event_count as bigint) as alias_event_count,
    cast(theme_quality.given_event_count as bigint) as given_event_count,
    cast(theme_quality.agreed_event_count as bigint) as agreed_event_count,
    theme_quality.given_kappa,
    cast(theme_quality.labelled_count as bigint) as labelled_count,
    cast(theme_quality.labelled_found_count as bigint) as labelled_found_count,
    theme_quality.found_precision,
    theme_quality.found_precision_low,
    theme_quality.found_precision_high,
    theme_quality.found_recall,
    theme_quality.found_recall_low,
    theme_quality.found_recall_high
from themes
inner join theme_quality on themes.source = theme_quality.source and themes.topic_id = theme_quality.topic_id
