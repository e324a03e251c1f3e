"""What the page on the voice of customer reads besides metrics: lists, one select each."""

from __future__ import annotations

ANY = "select event_id from reporting.customer_events limit 1"

THEMES = """
    select topic_label, parent_label, event_count, customer_count, average_sentiment, average_sentiment_low,
        average_sentiment_high, scored_count, average_csat, rated_count, reported_impact_score, reported_trend,
        survey_impact_score, survey_trend, alias_count, asking_survey_count, average_assignment_score
    from reporting.themes
    order by event_count desc, topic_label
"""

SURVEYS = """
    select survey_title, tenant_name, status, answer_count, rated_count, satisfied_rate, satisfied_rate_low,
        satisfied_rate_high, average_csat, average_sentiment, average_joy, average_anger, average_fear, topic_count,
        last_answered_at
    from reporting.surveys
    order by answer_count desc, survey_title, tenant_name
"""

SEGMENTS = """
    select segment_name, primary_trait, reported_size, definition, version, version_count, changed_by, change_reason,
        valid_from, reported_sentiment, reported_sentiment_change, reported_joy, reported_anger, reported_fear,
        measured_on
    from reporting.segments
    order by reported_size desc, segment_name
"""

PLATFORMS = """
    select source_platform, record_count, customer_count, coverage_rate, average_confidence, doubtful_count,
        doubtful_rate, doubled_customer_count, dangling_count
    from reporting.identity_platforms
    order by record_count desc
"""

RECONCILED = """
    select measure, differing_count, figure_count
    from reporting.reconciliations
    where measure like 'survey_%' or measure like 'journey%'
    order by differing_count desc, measure
"""

SAID = """
    select occurred_at, event_type, tenant_name, sentiment_score, csat_score, summary
    from reporting.customer_events
    where summary is not null
    order by occurred_at desc nulls last, event_id
    limit 200
"""
