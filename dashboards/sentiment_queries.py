"""What the page on sentiment and NPS reads besides metrics: lists, one select each."""

from __future__ import annotations

ANY = "select event_id from reporting.customer_events limit 1"

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
    select distinct tenant_name from reporting.customer_events where tenant_name is not null order by tenant_name
"""

AGREEMENT = """
    select source, event_type, event_count, correlation, correlation_low, correlation_high, mean_difference,
        mean_difference_low, mean_difference_high, mean_absolute_difference, same_class_rate, same_class_rate_low,
        same_class_rate_high, signed_count, same_sign_rate, same_sign_rate_low, same_sign_rate_high
    from reporting.sentiment_agreement
    order by source, event_type <> 'all', event_count desc
"""

BIAS = """
    select source, group_name, asked_count, answered_count, response_rate, response_rate_low, response_rate_high,
        asked_share, answered_share, answered_share - asked_share as share_difference, score
    from reporting.response_bias
    where survey_kind = ? and attribute = ?
    order by source, asked_count desc, group_name
"""

REWEIGHTED = """
    select source, attribute, asked_count, answered_count, has_enough_answers, covered_share, largest_share_difference,
        plain_score, plain_score_low, plain_score_high, reweighted_score, reweighted_score_low, reweighted_score_high
    from reporting.reweighted_scores
    where survey_kind = ?
    order by source, largest_share_difference desc
"""
