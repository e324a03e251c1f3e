"""Would customers recommend, are they satisfied, in which tone do they speak; and who of them answers at all."""

from __future__ import annotations

from datetime import timedelta

import streamlit as st

from dashboards import sentiment_queries
from dashboards.answers import answers_of_page
from dashboards.cards import FEW, Card, put_cards
from dashboards.durations import share
from dashboards.figures import MISSING, whole
from dashboards.filters import put_multiselect
from dashboards.html_parts import nothing_here
from dashboards.page_end import end_page
from dashboards.sentiment_agreement import put_agreement
from dashboards.sentiment_respondents import put_response_bias
from dashboards.sentiment_rows import put_rows
from dashboards.sentiment_scope import AFTER_CASE, GRAINS, NOT_ENOUGH, Scope
from dashboards.sentiment_trends import put_trends, usual_grain

PERIODS: dict[str, int | None] = {"90 days": 90, "180 days": 180, "365 days": 365, "All": None}

answers = answers_of_page()
if answers.sql(sentiment_queries.ANY).is_empty():
    nothing_here("No source of this release has customer events, surveys after cases, or questions to recommend.")
    end_page()


def put_scope() -> Scope:
    """Draw the filters, which act on all of the page."""
    first, second, third, fourth, last = st.columns([1.4, 1.9, 2, 1.4, 1.4], vertical_alignment="bottom", gap="small")
    grain = first.segmented_control(
        "By", GRAINS, default=usual_grain(answers), required=True, key="grain",
        bind="query-params",
    )  # fmt: skip
    period = second.segmented_control(
        "Period", list(PERIODS), default="All", required=True, key="sentiment_period", bind="query-params"
    )
    surveys = put_multiselect(
        third, "Surveys, taken together", answers.sql(sentiment_queries.SURVEYS)["survey_title"].to_list(),
        key="surveys", placeholder="All answers, and what was said unasked",
    )  # fmt: skip
    tenants = put_multiselect(
        fourth, "Tenants", answers.sql(sentiment_queries.TENANTS)["tenant_name"].to_list(), key="tenants",
        placeholder="All",
    )  # fmt: skip
    segments = put_multiselect(
        last, "Segments", answers.sql(sentiment_queries.SEGMENTS)["segment"].to_list(), key="sentiment_segments",
        placeholder="All",
    )  # fmt: skip
    chosen = {"survey_title": surveys, "tenant_name": tenants, "segment": segments}
    until, days = max(answers.sources().values()).date(), PERIODS[period]
    since = until - timedelta(days=days - 1) if days else None
    return Scope(grain, since, until, {name: tuple(values) for name, values in chosen.items() if values})


scope = put_scope()
totals = answers.ask(
    ["nps", "nps_low", "nps_high", "nps_answers", "nps_response_rate", "nps_response_rate_low",
     "nps_response_rate_high", "nps_asked", "feedback_csat", "feedback_csat_low", "feedback_csat_high",
     "rated_feedback", "average_sentiment", "average_sentiment_low", "average_sentiment_high", "scored_feedback"],
    (), scope.where, scope.since, scope.until,
).row(0, named=True)  # fmt: skip
totals |= answers.ask(
    ["case_survey_csat", "case_survey_csat_low", "case_survey_csat_high", "case_survey_answers",
     "survey_response_rate", "survey_response_rate_low", "survey_response_rate_high", "survey_asked"],
    (), scope.of(AFTER_CASE), scope.since, scope.until,
).row(0, named=True)  # fmt: skip
origins = answers.ask(["scored_feedback"], ["sentiment_origin"], scope.where, scope.since, scope.until)
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
        rate_card("Satisfied after a case", "case_survey_csat", "case_survey_answers"),
        rate_card("Answered after a case", "survey_response_rate", "survey_asked"),
        rate_card("Satisfied, all scores", "feedback_csat", "rated_feedback"),
        score_card("Tone", "average_sentiment", "scored_feedback", "+.2f"),
        Card("Tones computed", share(computed / totals["scored_feedback"]) if totals["scored_feedback"] else MISSING,
             "Events whose tone was not given but computed from their words (VADER), as a share of those with a tone.",
             note=f"{whole(computed)} of {whole(totals['scored_feedback'] or 0)}"),
    ],
    per_row=4,
)  # fmt: skip
put_trends(answers, scope)
put_response_bias(answers, scope)
put_agreement(answers, scope)
put_rows(answers, scope)
