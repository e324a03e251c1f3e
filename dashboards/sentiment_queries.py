"""What the page on sentiment and NPS reads besides metrics: lists, one select each."""

from __future__ import annotations

ANY = """
    select source from reporting.customer_events
    union all
    select source from reporting.survey_questions
    limit 1
"""

SURVEYS = """
    select distinct survey_title
    from (
        select survey_title from reporting.customer_events
        union all
        select survey_title from reporting.nps_answers
    )
    where survey_title is not null
    order by survey_title
"""

TENANTS = """
    select tenant_name from reporting.customer_events where tenant_name is not null
    union
    select tenant_name from reporting.survey_questions where tenant_name is not null
    order by tenant_name
"""

SEGMENTS = """
    select segment from reporting.customer_events where segment is not null
    union
    select segment from reporting.survey_questions where segment is not null
    order by segment
"""

AGREEMENT = """
    with scored as (
        select source, event_type, given_sentiment_score as given, computed_sentiment_score as computed,
            case when given >= 0.05 then 1 when given <= -0.05 then -1 else 0 end as given_class,
            case when computed >= 0.05 then 1 when computed <= -0.05 then -1 else 0 end as computed_class
        from ({rows})
        where given_sentiment_score is not null and computed_sentiment_score is not null
    ),

    compared as (
        select source, coalesce(event_type, 'all') as event_type, count(*) as event_count,
            case when count(*) >= 10 then avg(computed - given) end as mean_difference,
            case when stddev_samp(computed - given) > 0
                then 1.959963984540054 * stddev_samp(computed - given) / sqrt(count(*)) end as margin,
            case when count(*) >= 10 then avg(abs(computed - given)) end as mean_absolute_difference,
            case when count(*) >= 10 and stddev_samp(given) > 0 and stddev_samp(computed) > 0
                then corr(given, computed) end as correlation,
            count(*) filter (given_class = computed_class) as same_class_count,
            count(*) filter (given_class <> 0 and computed_class <> 0) as signed_count,
            count(*) filter (given_class <> 0 and given_class = computed_class) as same_sign_count
        from scored
        group by grouping sets ((source, event_type), (source))
    )

    select source, event_type, event_count, correlation,
        case when abs(correlation) < 1
            then tanh(atanh(correlation) - 1.959963984540054 / sqrt(event_count - 3)) end as correlation_low,
        case when abs(correlation) < 1
            then tanh(atanh(correlation) + 1.959963984540054 / sqrt(event_count - 3)) end as correlation_high,
        mean_difference, mean_difference - margin as mean_difference_low,
        mean_difference + margin as mean_difference_high, mean_absolute_difference, same_class_count, signed_count,
        same_sign_count
    from compared
    order by source, event_type <> 'all', event_count desc, event_type
"""
"""As dbt computes sentiment_agreement of all events, of the events of a query; nothing is said of fewer than ten."""

BOTH_TONES = """
    select occurred_at, event_type, tenant_name, given_sentiment_score, computed_sentiment_score,
        computed_sentiment_score - given_sentiment_score as difference, summary, event_id
    from ({rows})
    where given_sentiment_score is not null and computed_sentiment_score is not null
        and ($1 = 'all' or event_type = $1)
    order by abs(difference) desc, event_id
"""
