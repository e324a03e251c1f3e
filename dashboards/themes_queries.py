"""What the page on themes reads: lists, one select each, of a source ($1).

Those of events take what the page is narrowed to: tenants ($2) and segments ($3), all where empty, and the day that
they begin after ($4), null for all.
"""

from __future__ import annotations

TOTALS = """
    select source, told_count, labelled_count, labelled_found_count, found_precision, found_precision_low,
        found_precision_high, found_recall, found_recall_low, found_recall_high, alias_assignment_count,
        model_assignment_count, labelled_alias_count, alias_precision, alias_precision_low, alias_precision_high,
        labelled_model_count, model_precision, model_precision_low, model_precision_high
    from reporting.theme_totals
    order by told_count desc, source
"""

TENANTS = """
    select distinct tenant_name from reporting.customer_events
    where source = $1 and tenant_name is not null and summary is not null
    order by tenant_name
"""

SEGMENTS = """
    select distinct segment from reporting.customer_events
    where source = $1 and segment is not null and summary is not null
    order by segment
"""

_EVENTS = """
    events as (
        select event_id, summary is not null as is_told, sentiment_score
        from reporting.customer_events
        where source = $1
            and (len($2::varchar[]) = 0 or tenant_name in (select unnest($2::varchar[])))
            and (len($3::varchar[]) = 0 or segment in (select unnest($3::varchar[])))
            and ($4::date is null or occurred_on > $4::date)
    )
"""

COUNTS = f"""
    with {_EVENTS},

    topics as (
        select event_id, bool_or(is_found) as is_found, bool_or(coalesce(stage = 'alias', false)) as is_named,
            bool_or(is_given) as is_given
        from reporting.event_topics
        where source = $1
        group by event_id
    )

    select count(*) as told_count, count(*) filter (topics.is_found) as found_event_count,
        count(*) filter (topics.is_named) as alias_event_count, count(*) filter (topics.is_given) as given_event_count
    from events
    left join topics on events.event_id = topics.event_id
    where events.is_told
"""

# An event with several topics below the same one is counted there once. Levels are those that dbt rolls up.
THEMES = f"""
    with recursive {_EVENTS},

    tree as (
        select topic_id, topic_id as ancestor_id, 1 as level, [topic_label] as path
        from reporting.taxonomy_topics
        where source = $1 and is_in_force
        union all
        select tree.topic_id, parents.topic_id, tree.level + 1, list_prepend(parents.topic_label, tree.path)
        from tree
        inner join reporting.taxonomy_topics as topics
            on topics.source = $1 and topics.is_in_force and tree.ancestor_id = topics.topic_id
        inner join reporting.taxonomy_topics as parents
            on parents.source = $1 and parents.is_in_force and topics.parent_topic_id = parents.topic_id
        where tree.level < 6
    ),

    above as (select distinct topic_id, ancestor_id from tree),

    places as (
        select topic_id, max(level) as level, arg_max(path, level) as path from tree group by topic_id
    ),

    rolled as (
        select above.ancestor_id as topic_id, topics.event_id, any_value(events.sentiment_score) as sentiment_score,
            bool_or(topics.is_found) as is_found, bool_or(coalesce(topics.stage = 'alias', false)) as is_named,
            bool_or(topics.is_given) as is_given
        from reporting.event_topics as topics
        inner join events on topics.event_id = events.event_id
        inner join above on topics.topic_id = above.topic_id
        where topics.source = $1
        group by above.ancestor_id, topics.event_id
    ),

    counted as (
        select topic_id, count(*) filter (is_found) as found, count(*) filter (is_named) as named,
            count(*) filter (is_given) as given, count(*) filter (is_found and is_given) as both,
            count(sentiment_score) filter (is_given) as scored,
            case when scored >= 10 then avg(sentiment_score) filter (is_given) end as tone,
            1.959963984540054 * nullif(stddev_samp(sentiment_score) filter (is_given), 0) / sqrt(nullif(scored, 0))
                as tone_margin
        from rolled
        group by topic_id
    ),

    told as (select count(*) filter (is_told) as n from events)

    select themes.topic_id, themes.topic_label, themes.parent_label, places.level, themes.weight,
        coalesce(counted.found, 0) as found_event_count, coalesce(counted.named, 0) as alias_event_count,
        coalesce(counted.given, 0) as given_event_count, coalesce(counted.both, 0) as agreed_event_count,
        2.0 * (counted.both::double * told.n - counted.found::double * counted.given)
            / nullif(counted.found::double * (told.n - counted.given) + counted.given::double
                * (told.n - counted.found), 0) as given_kappa,
        told.n as told_count, themes.found_precision, themes.found_precision_low, themes.found_precision_high,
        themes.labelled_found_count, themes.found_recall, themes.found_recall_low, themes.found_recall_high,
        themes.labelled_count, counted.tone as average_sentiment,
        counted.tone - counted.tone_margin as average_sentiment_low,
        counted.tone + counted.tone_margin as average_sentiment_high,
        coalesce(counted.scored, 0) as scored_count, themes.alias_count
    from reporting.themes as themes
    cross join told
    inner join places on themes.topic_id = places.topic_id
    left join counted on themes.topic_id = counted.topic_id
    where themes.source = $1
    order by places.path
"""
"""In the order of the tree: each topic right below the one above it."""

LABELLED = """
    select text_id, topic_id, topic_label, is_labelled, is_found, stage
    from reporting.labelled_text_topics
    where source = $1
    order by topic_label, text_id
"""

_UNTOLD = """
    untold as (
        select said.event_id, said.customer_id, said.tenant_name, said.event_type, said.occurred_at, said.summary,
            sources.as_of::date - said.occurred_on <= 27 as is_recent
        from reporting.customer_events as said
        inner join release.sources as sources on said.source = sources.source
        where said.source = $1 and said.summary is not null and sources.as_of::date - said.occurred_on between 0 and 209
            and said.event_id in (select event_id from events)
            and not exists (
                select 1 from reporting.event_topics as topics
                where topics.source = said.source and topics.event_id = said.event_id
                    and (topics.is_given or topics.stage = 'alias')
            )
    )
"""
# Texts of thirty weeks that no alias explains and that were given no topic, of what the page is narrowed to.

EMERGING = f"""
    with {_EVENTS}, {_UNTOLD},

    told as (
        select count(*) filter (is_recent) as recent, count(*) filter (not is_recent) as earlier from untold
    ),

    counted as (
        select texts.subject_number, count(*) filter (untold.is_recent) as recent,
            count(*) filter (not untold.is_recent) as earlier,
            count(distinct untold.customer_id) filter (untold.is_recent) as customers,
            coalesce(
                any_value(untold.summary) filter (untold.event_id = topics.example_event_id),
                arg_max(untold.summary, untold.occurred_at) filter (untold.is_recent)
            ) as example
        from reporting.emerging_topic_texts as texts
        inner join reporting.emerging_topics as topics
            on texts.source = topics.source and texts.subject_number = topics.subject_number
        inner join untold on texts.event_id = untold.event_id
        where texts.source = $1
        group by texts.subject_number
    )

    select topics.subject_number, topics.subject_name, coalesce(counted.recent, 0) as recent_count,
        told.recent as recent_total, coalesce(counted.earlier, 0) as earlier_count, told.earlier as earlier_total,
        coalesce(counted.customers, 0) as customer_count, topics.recent_count as recent_count_of_all,
        topics.recent_total as recent_total_of_all, topics.earlier_count as earlier_count_of_all,
        topics.earlier_total as earlier_total_of_all, topics.z as z_of_all, topics.terms, counted.example
    from reporting.emerging_topics as topics
    cross join told
    left join counted on topics.subject_number = counted.subject_number
    where topics.source = $1
    order by topics.subject_number
"""
"""Subjects found in all texts, each with its texts and customers of what the page is narrowed to."""

EMERGING_TEXTS = f"""
    with {_EVENTS}, {_UNTOLD}

    select untold.occurred_at, untold.event_type, untold.tenant_name, untold.customer_id, untold.summary,
        untold.event_id
    from reporting.emerging_topic_texts as texts
    inner join untold on texts.event_id = untold.event_id
    where texts.source = $1 and texts.subject_number = $5 and untold.is_recent = $6
    order by untold.occurred_at desc, untold.event_id
"""
"""Texts behind a subject ($5): of the last 28 days ($6), or of the days before."""

ROWS = f"""
    with recursive {_EVENTS},

    wanted as (
        select topic_id from reporting.taxonomy_topics where source = $1 and is_in_force and topic_id = $5
        union
        select below.topic_id
        from reporting.taxonomy_topics as below
        inner join wanted on below.parent_topic_id = wanted.topic_id
        where below.source = $1 and below.is_in_force
    )

    select topics.occurred_on, topics.event_type, named.topic_label, topics.is_given, topics.is_found, topics.stage,
        topics.found_score, topics.matched_text, said.sentiment_score, said.sentiment_origin, said.summary,
        topics.event_id
    from reporting.event_topics as topics
    inner join wanted on topics.topic_id = wanted.topic_id
    inner join reporting.themes as named on topics.source = named.source and topics.topic_id = named.topic_id
    inner join reporting.customer_events as said
        on topics.source = said.source and topics.event_id = said.event_id
    where topics.source = $1 and topics.event_id in (select event_id from events)
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
