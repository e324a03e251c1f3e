"""Topics with their volume and quality, and the events behind each number."""

from __future__ import annotations

import polars as pl
import streamlit as st

from dagster_project.statistics.kappa import kappa
from dashboards import themes_queries
from dashboards.answers import Answers
from dashboards.cards import FEW
from dashboards.downloads import put_download
from dashboards.drawn_rows import DRAWN, draw_columns
from dashboards.figures import MISSING, counted, whole
from dashboards.html_parts import nothing_here, section
from dashboards.interval_words import with_interval
from dashboards.sentiment_scope import FLOOR
from dashboards.table_columns import number_column
from dashboards.themes_scope import Scope


def put_topics(answers: Answers, scope: Scope, themes: pl.DataFrame) -> None:
    """Every topic's volume with its precision and recall beside it, and what the platform assigned."""
    section(
        "Topics",
        "Found: events in whose words it or a topic below was found, named by an alias or near to it. Given: those "
        "that the platform assigned. Kappa (Cohen 1960): agreement of both past chance, n the "
        f"{whole(themes['told_count'].max() or 0)} events with words, none below n {FEW}; interval of Fleiss, Cohen "
        f"and Everitt (1969). Tone is the mean of given events (n tone) with the normal interval, none below n "
        f"{FLOOR}. Precision and recall are of labelled texts, not of these events, with "
        "Wilson intervals.",
    )
    put_download(answers, "CSV", "themes", lambda: themes.drop("level"), ["reporting.event_topics", *scope.words])
    indent = pl.lit("\u2003").repeat_by(pl.col("level") - 2).list.join("") + "└ "
    drawn = themes.with_columns(
        topic_label=pl.when(pl.col("level") > 1).then(indent + pl.col("topic_label")).otherwise("topic_label"),
        tone=with_interval("average_sentiment", "+.2f"), precision=with_interval("found_precision", ".0%"),
        recall=with_interval("found_recall", ".0%"), kappa=kappa_words(themes),
    )  # fmt: skip
    draw_columns(
        drawn,
        topic_label=st.column_config.TextColumn("Topic", pinned=True),
        found_event_count=number_column("Found"),
        alias_event_count=number_column("By alias"),
        given_event_count=number_column("Given"),
        agreed_event_count=number_column("Both"),
        kappa=st.column_config.TextColumn("Kappa (95 %)", alignment="right"),
        precision=st.column_config.TextColumn("Precision (95 %)", alignment="right"),
        labelled_found_count=number_column("n found"),
        recall=st.column_config.TextColumn("Recall (95 %)", alignment="right"),
        labelled_count=number_column("n labelled"),
        tone=st.column_config.TextColumn("Tone (95 %)", alignment="right", width=160),
        scored_count=number_column("n tone"),
        weight=st.column_config.NumberColumn("Weight", format="%.1f"),
        alias_count=number_column("Aliases"),
    )


def kappa_words(themes: pl.DataFrame) -> pl.Series:
    """Kappa of found and given with its interval in words, of each topic; none of few events with words."""
    words = []
    columns = ("found_event_count", "given_event_count", "agreed_event_count", "told_count")
    for found, given, both, n in themes.select(columns).iter_rows():
        of_both = kappa(found, given, both, n) if n >= FEW else None
        if of_both is None:
            words.append(MISSING)
        else:
            value, low, high = of_both
            words.append(f"{value:.2f} ({low:.2f} to {high:.2f})" if high - low > 1e-6 else f"{value:.2f}")
    return pl.Series(words, dtype=pl.String)


def told_labels(themes: pl.DataFrame) -> dict[str, str]:
    """Topic's id → its label (columns topic_id, topic_label, parent_label); of two that are called alike, each with the
    topic above it behind, and with its id where that is the same, too."""
    alike = pl.col("told").str.to_lowercase().is_duplicated()
    told = themes.select("topic_id", "parent_label", told="topic_label")
    for behind in (pl.coalesce("parent_label", "topic_id"), pl.col("topic_id")):
        told = told.with_columns(told=pl.when(alike).then(pl.col("told") + " · " + behind).otherwise("told"))
    return dict(told.select("topic_id", "told").iter_rows())


STATES = {
    "found or given": pl.lit(value=True), "found": pl.col("is_found"), "by alias": pl.col("stage") == "alias",
    "given": pl.col("is_given"), "both": pl.col("is_found") & pl.col("is_given"),
}  # fmt: skip


def texts_of(rows: pl.DataFrame, state: str) -> pl.DataFrame:
    """Of the rows of a topic and those below it, those of the events that a column of the table of topics counts."""
    if state == "both":
        named = rows.group_by("event_id").agg(pl.col("is_found").any(), pl.col("is_given").any())
        kept = named.filter(STATES[state])
    else:
        kept = rows.filter(STATES[state]).select("event_id").unique()
    return rows.join(kept.select("event_id"), on="event_id", how="semi", maintain_order="left")


def put_texts(answers: Answers, scope: Scope, themes: pl.DataFrame) -> None:
    """The events behind a topic's number, with the words that say so."""
    section("Texts", "Events that a number of a topic above counts, itself or those below it, the newest first.")
    told = told_labels(themes)
    counts = themes.filter(pl.col("found_event_count") + pl.col("given_event_count") > 0)
    names = {topic_id: told[topic_id] for topic_id in counts["topic_id"]}
    if not names:
        nothing_here("No text has a topic.")
        return
    left, right = st.columns([1, 1.6], vertical_alignment="bottom", gap="small")
    topic_id = left.selectbox("Topic", list(names), format_func=names.get, key="topic", bind="query-params")
    state = right.segmented_control(
        "Events where it is", list(STATES), default="found or given", required=True, key="topic_state",
        bind="query-params",
    )  # fmt: skip
    rows = texts_of(answers.sql(themes_queries.ROWS, [*scope.parameters, topic_id]), state)
    st.caption(f"{counted(rows['event_id'].n_unique(), 'event')}.")
    about = ["reporting.event_topics", names[topic_id], state, *scope.words]
    put_download(answers, "CSV", "event_topics", lambda: rows, about)
    draw_columns(
        rows.head(DRAWN),
        occurred_on=st.column_config.DateColumn("Day", format="D MMM YYYY"),
        topic_label="Topic",
        summary=st.column_config.TextColumn("Words", width="large"),
        matched_text="Found in",
        stage="By",
        found_score=st.column_config.NumberColumn("Score", format="%.2f"),
        is_given=st.column_config.CheckboxColumn("Given"),
        sentiment_score=st.column_config.NumberColumn("Tone", format="%+.2f"),
        sentiment_origin="Tone is",
        event_type="What",
    )
