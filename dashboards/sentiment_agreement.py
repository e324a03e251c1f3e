"""How tones computed from words agree with tones that were given."""

from __future__ import annotations

import streamlit as st

from dashboards import sentiment_queries
from dashboards.answers import Answers
from dashboards.downloads import put_download
from dashboards.drawn_rows import DRAWN, draw_columns, put_count
from dashboards.html_parts import nothing_here, section
from dashboards.interval_words import share_words, with_interval
from dashboards.sentiment_scope import FLOOR, Scope
from dashboards.table_columns import number_column, time_column


def put_agreement(answers: Answers, scope: Scope) -> None:
    """How computed tones agree with given ones, where there are both, as the page is narrowed."""
    scored = answers.rows_behind("scored_feedback", scope.where, scope.since, scope.until)
    rows = answers.sql(sentiment_queries.AGREEMENT.format(rows=scored))
    section(
        "Computed and given tones",
        "Of events with both, of the period and the filters chosen above. r: Pearson's correlation, interval by "
        "Fisher's z; normal interval of the mean difference. Same class: good from 0.05, bad to -0.05, even between "
        "(Hutto and Gilbert 2014), Wilson interval. Same sign: of events that both call good or bad. A lexicon hears "
        "no trouble in even words (“the export fails”), so it is used only where nothing was given. Nothing is said of "
        f"fewer than {FLOOR} events.",
    )
    if rows.is_empty():
        nothing_here("No event has both a given tone and words.")
        return
    put_download(answers, "CSV", "sentiment_agreement", lambda: rows, ["reporting.customer_events", *scope.words])
    two = {"format": "%+.2f"}
    draw_columns(
        rows.with_columns(
            r=with_interval("correlation", "+.2f"), apart=with_interval("mean_difference", "+.2f"),
            same_class=share_words(rows, "same_class_count", "event_count", FLOOR),
            same_sign=share_words(rows, "same_sign_count", "signed_count", FLOOR),
        ),
        event_type="Events",
        event_count=number_column("n"),
        r=st.column_config.TextColumn("r (95 %)"),
        apart=st.column_config.TextColumn("Mean difference (95 %)"),
        mean_absolute_difference=st.column_config.NumberColumn("Mean size of it", format="%.2f"),
        same_class=st.column_config.TextColumn("Same class (95 %, n)"),
        same_sign=st.column_config.TextColumn("Same sign (95 %, n signed)"),
    )  # fmt: skip
    with st.expander("The events behind", icon=":material/list:"):
        kind = st.selectbox("Events", rows["event_type"].unique(maintain_order=True).to_list(), key="both_tones",
                            bind="query-params", width=320)  # fmt: skip
        events = answers.sql(sentiment_queries.BOTH_TONES.format(rows=scored), [kind])
        about = ["reporting.customer_events", f"events: {kind}", *scope.words]
        put_download(answers, "CSV", "both_tones", lambda: events, about)
        put_count(events, "event", "most different")
        draw_columns(
            events.head(DRAWN),
            occurred_at=time_column("When"), event_type="What", tenant_name="Tenant",
            given_sentiment_score=st.column_config.NumberColumn("Given", **two),
            computed_sentiment_score=st.column_config.NumberColumn("By VADER", **two),
            difference=st.column_config.NumberColumn("Difference", **two),
            summary=st.column_config.TextColumn("Words", width="large"),
        )  # fmt: skip
