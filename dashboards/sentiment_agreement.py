"""How tones computed from words agree with tones that were given."""

from __future__ import annotations

import streamlit as st

from dashboards import sentiment_queries
from dashboards.answers import Answers
from dashboards.downloads import put_download
from dashboards.drawn_rows import DRAWN, draw_columns, put_count
from dashboards.html_parts import nothing_here, section
from dashboards.table_columns import number_column, time_column

PERCENT = {"format": "percent"}


def put_agreement(answers: Answers) -> None:
    """How computed tones agree with given ones, where there are both."""
    rows = answers.sql(sentiment_queries.AGREEMENT)
    section(
        "Computed and given tones",
        "Of all events with both, whatever is chosen above. r: Pearson's correlation, interval by Fisher's z; normal "
        "interval of the mean difference. Same class: good from 0.05, bad to -0.05, even between (Hutto and Gilbert "
        "2014), Wilson interval. Same sign: of events that both call good or bad. A lexicon hears no trouble in even "
        "words (“the export fails”), so it is used only where nothing was given.",
    )
    if rows.is_empty():
        nothing_here("No event has both a given tone and words.")
        return
    put_download(answers, "CSV", "sentiment_agreement", lambda: rows, ["reporting.sentiment_agreement"])
    two = {"format": "%+.2f"}
    draw_columns(
        rows,
        event_type="Events",
        event_count=number_column("n"),
        correlation=st.column_config.NumberColumn("r", **two),
        correlation_low=st.column_config.NumberColumn("95 % from", **two),
        correlation_high=st.column_config.NumberColumn("to", **two),
        mean_difference=st.column_config.NumberColumn("Mean difference", **two),
        mean_difference_low=st.column_config.NumberColumn("95 % from  ", **two),
        mean_difference_high=st.column_config.NumberColumn("to  ", **two),
        mean_absolute_difference=st.column_config.NumberColumn("Mean size of it", format="%.2f"),
        same_class_rate=st.column_config.NumberColumn("Same class", **PERCENT),
        same_class_rate_low=st.column_config.NumberColumn("95 % from ", **PERCENT),
        same_class_rate_high=st.column_config.NumberColumn("to ", **PERCENT),
        signed_count=number_column("n signed"),
        same_sign_rate=st.column_config.NumberColumn("Same sign", **PERCENT),
        same_sign_rate_low=st.column_config.NumberColumn("95 % from   ", **PERCENT),
        same_sign_rate_high=st.column_config.NumberColumn("to   ", **PERCENT),
    )
    with st.expander("The events behind", icon=":material/list:"):
        kind = st.selectbox("Events", rows["event_type"].unique(maintain_order=True).to_list(), key="both_tones",
                            bind="query-params", width=320)  # fmt: skip
        events = answers.sql(sentiment_queries.BOTH_TONES, [kind])
        put_download(answers, "CSV", "both_tones", lambda: events, ["reporting.customer_events", f"events: {kind}"])
        put_count(events, "event", "most different")
        draw_columns(
            events.head(DRAWN),
            occurred_at=time_column("When"), event_type="What", tenant_name="Tenant",
            given_sentiment_score=st.column_config.NumberColumn("Given", **two),
            computed_sentiment_score=st.column_config.NumberColumn("By VADER", **two),
            difference=st.column_config.NumberColumn("Difference", **two),
            summary=st.column_config.TextColumn("Words", width="large"),
        )  # fmt: skip
