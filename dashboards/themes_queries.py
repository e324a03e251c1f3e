"""What the page on themes reads: lists, one select each."""

from __future__ import annotations

TOTALS = """
    select source, told_count, found_event_count, alias_event_count, given_event_count, labelled_count,
        labelled_found_count, found_precision, found_precision_low, found_precision_high, found_recall,
        found_recall_low, found_recall_high
    from reporting.theme_totals
    order by told_count desc, source
"""

THEMES = """
    select topic_id, topic_label, parent_label, weight, found_event_count, alias_event_count, given_event_count,
        agreed_event_count, given_kappa, told_count, found_precision, found_precision_low, found_precision_high,
        labelled_found_count, found_recall, found_recall_low, found_recall_high, labelled_count, average_sentiment,
        average_sentiment_low, average_sentiment_high, scored_count, alias_count
    from reporting.themes
    where source = ?
    order by coalesce(parent_label, topic_label), parent_label is not null, found_event_count desc, topic_label
"""

EMERGING = """
    select subject_name, z, recent_count, recent_total, recent_rate, recent_rate_low, recent_rate_high, earlier_count,
        earlier_total, earlier_rate, customer_count, first_said_days_ago, terms, example
    from reporting.emerging_topics
    where source = ?
    order by subject_number
"""

ROWS = """
    with recursive wanted as (
        select topic_id from reporting.taxonomy_topics where source = $1 and is_in_force and topic_id = $2
        union
        select below.topic_id
        from reporting.taxonomy_topics as below
        inner join wanted on below.parent_topic_id = wanted.topic_id
        where below.source = $1 and below.is_in_force
    )

    select topics.occurred_on, topics.event_type, named.topic_label, topics.is_given, topics.stage, topics.found_score,
        topics.matched_text, events.sentiment_score, events.sentiment_origin, events.summary, topics.event_id
    from reporting.event_topics as topics
    inner join wanted on topics.topic_id = wanted.topic_id
    inner join reporting.themes as named on topics.source = named.source and topics.topic_id = named.topic_id
    inner join reporting.customer_events as events
        on topics.source = events.source and topics.event_id = events.event_id
    where topics.source = $1
    order by topics.occurred_on desc nulls last, topics.event_id, named.topic_label
"""

VERSIONS = """
    select version, author, reason, published_at, count(*) as topic_count,
        sum(case when aliases = '' then 0 else len(string_split(aliases, '|')) end) as alias_count,
        bool_or(is_in_force) as is_in_force
    from reporting.taxonomy_topics
    where source = ?
    group by version, author, reason, published_at
    order by version desc
"""

IN_FORCE = """
    select topic_id, topic_label, parent_topic_id, weight, aliases
    from reporting.taxonomy_topics
    where source = ? and is_in_force
    order by topic_id
"""

TEXTS = "select summary from reporting.customer_events where source = ? and summary is not null order by event_id"
