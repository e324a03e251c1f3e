"""The rows that a number of the page on sentiment is made of."""

from __future__ import annotations

import streamlit as st

from dashboards.answers import Answers
from dashboards.downloads import put_download
from dashboards.drawn_rows import DRAWN, draw_columns, put_count
from dashboards.html_parts import section
from dashboards.sentiment_scope import AFTER_CASE, Scope
from dashboards.table_columns import number_column, time_column

QUESTION = {
    "asked_at": time_column("Asked"), "answered_at": time_column("Answered"), "tenant_name": "Tenant",
    "segment": "Segment", "customer_id": "Customer", "question_id": "Case", "score": number_column("Score"),
}  # fmt: skip
COUNTS = {
    "Recommendations": ("nps_answers", "answered_at", {
        "answered_at": time_column("When"), "tenant_name": "Tenant", "survey_title": "Survey",
        "score": number_column("Score, 0 to 10"), "answer_group": "Counts as",
        "comment": st.column_config.TextColumn("Words", width="large"),
    }, {}),
    "Asked to recommend": ("nps_asked", "asked_at", {
        "asked_at": time_column("When"), "tenant_name": "Tenant", "survey_title": "Survey", "channel": "Where",
        "status": "Status", "score": number_column("Score, 0 to 10"),
    }, {}),
    "Sent after a case": ("survey_asked", "asked_at", QUESTION, AFTER_CASE),
    "Scores after a case": ("case_survey_answers", "answered_at", QUESTION, AFTER_CASE),
    "Scores from 1 to 5": ("rated_feedback", "occurred_at", {
        "occurred_at": time_column("When"), "event_type": "What", "tenant_name": "Tenant", "survey_title": "Survey",
        "csat_score": number_column("Score"), "summary": st.column_config.TextColumn("Words", width="large"),
    }, {}),
    "Tones": ("scored_feedback", "occurred_at", {
        "occurred_at": time_column("When"), "event_type": "What", "tenant_name": "Tenant",
        "sentiment_score": st.column_config.NumberColumn("Tone", format="%+.2f"), "sentiment_origin": "Tone is",
        "computed_sentiment_score": st.column_config.NumberColumn("By VADER", format="%+.2f"),
        "summary": st.column_config.TextColumn("Words", width="large"),
    }, {}),
}  # fmt: skip
"""Label → the count whose rows they are, the time they are sorted by, how they are drawn, and the kind of survey."""


def put_rows(answers: Answers, scope: Scope) -> None:
    """The rows that a number above is made of: as many as its n says."""
    section("The rows behind", "As many as n says, of the period and the filters chosen above; the newest first.")
    label = st.segmented_control(
        "Rows", list(COUNTS), default=next(iter(COUNTS)), required=True, key="rows", bind="query-params"
    )
    metric, time, columns, also = COUNTS[label]
    inner = answers.rows_behind(metric, scope.of(also), scope.since, scope.until)
    rows = answers.sql(f"select {', '.join(columns)} from ({inner}) order by {time} desc nulls last")
    put_download(answers, "CSV", metric, lambda: rows, [f"metric: {metric}", *scope.words])
    put_count(rows, "row")
    draw_columns(rows.head(DRAWN), **columns)
