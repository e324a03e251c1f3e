"""Would customers recommend, are they satisfied, in which tone do they speak; and who of them answers at all."""

from __future__ import annotations

import streamlit as st

from dashboards import sentiment_queries, sentiment_views
from dashboards.answers import answers_of_page
from dashboards.cards import FEW, Card, put_cards
from dashboards.durations import share
from dashboards.figures import MISSING, whole
from dashboards.html_parts import nothing_here
from dashboards.sentiment_views import NOT_ENOUGH

answers = answers_of_page()
if answers.sql(sentiment_queries.ANY).is_empty():
    nothing_here("No source of this release has customer events.")
    st.stop()

left, middle, right = st.columns([1, 2, 2], vertical_alignment="bottom", gap="small")
grain = left.segmented_control(
    "By", ["week", "month", "quarter"], default="week", required=True, key="grain", bind="query-params"
)
surveys = middle.multiselect(
    "Surveys, taken together", answers.sql(sentiment_queries.SURVEYS)["survey_title"].to_list(), key="surveys",
    placeholder="All answers, and what was said unasked", bind="query-params",
)  # fmt: skip
tenants = right.multiselect(
    "Tenants", answers.sql(sentiment_queries.TENANTS)["tenant_name"].to_list(), key="tenants", placeholder="All",
    bind="query-params",
)  # fmt: skip
where = {name: tuple(values) for name, values in (("survey_title", surveys), ("tenant_name", tenants)) if values}
totals = answers.ask(
    ["nps", "nps_low", "nps_high", "nps_answers", "nps_response_rate", "nps_response_rate_low",
     "nps_response_rate_high", "nps_asked", "feedback_csat", "feedback_csat_low", "feedback_csat_high",
     "rated_feedback", "average_sentiment", "average_sentiment_low", "average_sentiment_high", "scored_feedback"],
    (), where,
).row(0, named=True)  # fmt: skip
origins = answers.ask(["scored_feedback"], ["sentiment_origin"], where)
computed = dict(origins.iter_rows()).get("computed") or 0


def rate_card(label: str, metric: str, n: str) -> Card:
    """A share with its interval, or that there are not enough answers."""
    meaning, count = answers.definition(metric).description, totals[n] or 0
    if count < FEW:
        return Card(label, None, meaning, note=f"{NOT_ENOUGH}: {whole(count)} of {FEW}")
    return Card(
        label, share(totals[metric]), meaning, rate=totals[metric],
        interval=(totals[f"{metric}_low"], totals[f"{metric}_high"]), n=count,
    )  # fmt: skip


def score_card(label: str, metric: str, n: str, form: str) -> Card:
    """A score that is no share, with its interval, or that there are not enough answers."""
    meaning, count = answers.definition(metric).description, totals[n] or 0
    if count < FEW:
        return Card(label, None, meaning, note=f"{NOT_ENOUGH}: {whole(count)} of {FEW}")
    low, high = totals[f"{metric}_low"], totals[f"{metric}_high"]
    return Card(label, f"{totals[metric]:{form}}", meaning, note=f"{low:{form}} to {high:{form}} · n {whole(count)}")


put_cards(
    [
        score_card("NPS", "nps", "nps_answers", "+.0f"),
        rate_card("Answered when asked", "nps_response_rate", "nps_asked"),
        rate_card("Satisfied", "feedback_csat", "rated_feedback"),
        score_card("Tone", "average_sentiment", "scored_feedback", "+.2f"),
        Card("Tones computed", share(computed / totals["scored_feedback"]) if totals["scored_feedback"] else MISSING,
             "Events whose tone was not given but computed from their words (VADER), as a share of those with a tone.",
             note=f"{whole(computed)} of {whole(totals['scored_feedback'] or 0)}"),
    ],
)  # fmt: skip
sentiment_views.put_trends(answers, grain, where)
sentiment_views.put_response_bias(answers)
sentiment_views.put_agreement(answers)
sentiment_views.put_rows(answers, where)
