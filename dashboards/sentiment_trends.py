"""Scores of customers by week, month or quarter, each with its method, n and interval."""

from __future__ import annotations

from dataclasses import dataclass, field

import polars as pl
import streamlit as st

from dashboards import charts, voice_charts
from dashboards.answers import Answers
from dashboards.cards import FEW
from dashboards.figures import counted
from dashboards.html_parts import chart_title, nothing_here
from dashboards.sentiment_scope import AFTER_CASE, FLOOR, GRAINS, NOT_ENOUGH, Scope


@dataclass(frozen=True)
class Score:
    """A metric with its n, its interval's bounds in <metric>_low and <metric>_high, and how it is drawn.

    also: a filter that tells the kind of survey, where the metric is of several.
    """

    label: str
    metric: str
    n: str
    form: str
    least: float
    most: float
    method: str
    also: dict[str, tuple[str, ...]] = field(default_factory=dict)


SCORES = (
    Score("NPS", "nps", "nps_answers", "+.0f", -100, 100,
          "Net promoter score (Reichheld 2003): share of 9 and 10 less share of 0 to 6, in points; n answers, blank "
          "ones left out; normal interval of a difference of two shares."),
    Score("Answered when asked", "nps_response_rate", "nps_asked", ".0%", 0, 1,
          "Customers who answered as a share of those asked to recommend, by the time of asking; n asked; Wilson "
          "interval (Wilson 1927). The last weeks may still be answered."),
    Score("Satisfied after a case", "case_survey_csat", "case_survey_answers", ".0%", 0, 1,
          "Scores of 4 and 5 as a share of answers to surveys after a case, by the time of answering; n answers; "
          "Wilson interval (Wilson 1927).", AFTER_CASE),
    Score("Answered after a case", "survey_response_rate", "survey_asked", ".0%", 0, 1,
          "Surveys after a case that were answered as a share of those sent, by the time of sending; n sent; "
          "Wilson interval (Wilson 1927). The last weeks may still be answered.", AFTER_CASE),
    Score("Satisfied, all scores", "feedback_csat", "rated_feedback", ".0%", 0, 1,
          "Scores of 4 and 5 as a share of all scores from 1 to 5: after cases, of products, in reviews; n scores; "
          "Wilson interval (Wilson 1927)."),
    Score("Tone", "average_sentiment", "scored_feedback", "+.2f", -1, 1,
          "Mean tone from -1 to 1: given with the event, else computed from its words (VADER, Hutto and Gilbert 2014); "
          "n events; normal interval."),
)  # fmt: skip


def usual_grain(answers: Answers) -> str:
    """The finest period that has enough answers most of the time, of what is answered here at all."""
    for grain in GRAINS[:-1]:
        time = f"metric_time__{grain}"
        counts = [answers.ask([score.n], [time], score.also).drop_nulls() for score in SCORES]
        counts = [rows.filter(pl.col(rows.columns[-1]) > 0) for rows in counts]
        if all((rows[rows.columns[-1]] >= FLOOR).mean() >= 0.5 for rows in counts if rows.height):
            return grain
    return GRAINS[-1]


def put_trends(answers: Answers, scope: Scope) -> None:
    """Each score by week, month or quarter, with its interval; what is below the floor is counted and not drawn."""
    for pair in (SCORES[:2], SCORES[2:4], SCORES[4:]):
        for column, score in zip(st.columns(2, gap="small"), pair, strict=True):
            with column.container(border=True, height="stretch"):
                _put_trend(answers, score, scope)


def _put_trend(answers: Answers, score: Score, scope: Scope) -> None:
    grain = scope.grain
    chart_title(f"{score.label} by {grain}", score.method)
    time = f"metric_time__{grain}"
    asked = answers.ask(
        [score.metric, f"{score.metric}_low", f"{score.metric}_high", score.n], [time], scope.of(score.also),
        scope.since, scope.until,
    )  # fmt: skip
    asked = asked.filter(pl.col(time).is_not_null() & (pl.col(score.n) > 0))
    enough = asked.filter(pl.col(score.n) >= FLOOR).drop_nulls()
    if enough.is_empty():
        nothing_here(f"{NOT_ENOUGH}: no {grain} has {FLOOR} of them.")
        return
    rows = enough.select(
        month=time, label=pl.col(time).dt.strftime("%d %b %Y"), value=score.metric,
        low=pl.col(f"{score.metric}_low").clip(score.least, score.most),
        high=pl.col(f"{score.metric}_high").clip(score.least, score.most), n=score.n, is_few=pl.col(score.n) < FEW,
    ).sort("month")  # fmt: skip
    rows = voice_charts.with_runs(rows, grain)
    drawn = voice_charts.score_by_month(rows, score.label, 200, f"{grain.capitalize()} from", score.form)
    charts.show(drawn, f"{score.label} by {grain}")
    left_out = asked.height - enough.height
    st.caption(
        f"{NOT_ENOUGH} (fewer than {FLOOR}) in {left_out} of {counted(asked.height, grain)}, which are not drawn; "
        f"hollow below {FEW}." if left_out else f"Hollow where n is below {FEW}."
    )  # fmt: skip
