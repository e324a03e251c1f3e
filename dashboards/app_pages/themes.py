"""What customers talk about: topics with the quality of their assignment, what is new, and versions of the taxonomy."""

from __future__ import annotations

import polars as pl
import streamlit as st

from dagster_project.resources.environment import read_environment
from dagster_project.resources.paths import Home
from dashboards import themes_queries
from dashboards.answers import answers_of_page
from dashboards.cards import Card, put_cards
from dashboards.durations import share
from dashboards.figures import counted, whole
from dashboards.html_parts import nothing_here
from dashboards.page_end import end_page
from dashboards.themes_emerging import put_emerging
from dashboards.themes_quality import put_quality
from dashboards.themes_scope import put_scope
from dashboards.themes_topics import put_texts, put_topics
from dashboards.themes_versions import put_versions

answers = answers_of_page()
totals = answers.sql(themes_queries.TOTALS)
if totals.is_empty():
    nothing_here("No source of this release has customer events with words.")
    end_page()
sources = totals["source"].to_list()
source = sources[0] if len(sources) == 1 else st.selectbox("Source", sources, key="source", bind="query-params")
total = totals.row(sources.index(source), named=True)
scope = put_scope(answers, source)
counts = answers.sql(themes_queries.COUNTS, scope.parameters).row(0, named=True)
emerging = answers.sql(themes_queries.EMERGING, scope.parameters)
told_here = emerging.filter(pl.col("recent_count") > 0)


def quality(label: str, measure: str, n: str, meaning: str) -> Card:
    """Precision or recall of all topics together."""
    if total[measure] is None:
        return Card(label, None, meaning, note="no labelled text has a topic of this taxonomy")
    interval = (total[f"{measure}_low"], total[f"{measure}_high"])
    return Card(label, share(total[measure]), meaning, rate=total[measure], interval=interval, n=total[n])


of_told = f"of {counted(counts['told_count'], 'event')} with words"
put_cards(
    [
        Card("With a topic", whole(counts["found_event_count"]), "Events in whose words a topic was found.",
             note=of_told),
        Card("Named by an alias", whole(counts["alias_event_count"]), "Events whose text names a topic; the others "
             "with one are near to it by the vectors of their words.", note=f"of {whole(counts['found_event_count'])}"),
        Card("Given a topic", whole(counts["given_event_count"]), "Events with words that the platform assigned.",
             note=of_told),
        quality("Precision", "found_precision", "labelled_found_count", "Of the topics found in labelled texts, those "
                "right. The texts are sentences that ship with the product, not events; cross-validated in five "
                "folds, Wilson interval (Wilson 1927)."),
        quality("Recall", "found_recall", "labelled_count", "Of the topics of labelled texts, those found, "
                "of sentences that ship with the product, not of events; cross-validated in five folds, Wilson "
                "interval (Wilson 1927)."),
        Card("Coming up", whole(told_here.height), "Subjects that no topic knows and that are told more often lately, "
             "with texts in these filters; of those found in the texts of all tenants.",
             note=f"of {whole(emerging.height)} found in all: {', '.join(told_here['subject_name'])}"
             if told_here.height else f"of {whole(emerging.height)} found in all"),
    ]
)  # fmt: skip
themes = answers.sql(themes_queries.THEMES, scope.parameters)
put_emerging(answers, scope, emerging)
put_topics(answers, scope, themes)
put_texts(answers, scope, themes)
put_quality(answers, source, themes, total)
put_versions(answers, source, Home(read_environment().home).taxonomy_draft)
