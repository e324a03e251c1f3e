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
    select source, event_type, event_count, correlation, correlation_low, correlation_high, mean_difference,
        mean_difference_low, mean_difference_high, mean_absolute_difference, same_class_rate, same_class_rate_low,
        same_class_rate_high, signed_count, same_sign_rate, same_sign_rate_low, same_sign_rate_high
    from reporting.sentiment_agreement
    order by source, event_type <> 'all', event_count desc
"""

BOTH_TONES = """
    select occurred_at, event_type, tenant_name, given_sentiment_score, computed_sentiment_score,
        computed_sentiment_score - given_sentiment_score as difference, summary, event_id
    from reporting.customer_events
    where given_sentiment_score is not null and computed_sentiment_score is not null
        and ($1 = 'all' or event_type = $1)
    order by abs(difference) desc, event_id
"""
