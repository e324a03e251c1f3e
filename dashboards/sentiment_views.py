"""Parts of the page on sentiment and NPS: scores by week, who answers, and how computed tones agree with given ones."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl
import streamlit as st

from dashboards import charts, sentiment_queries, voice_charts
from dashboards.answers import Answers
from dashboards.cards import FEW
from dashboards.downloads import put_download
from dashboards.drawn_rows import draw_columns
from dashboards.figures import counted
from dashboards.html_parts import chart_title, nothing_here, section
from dashboards.rate_dots import rate_dots
from dashboards.table_columns import number_column, time_column

FLOOR = 10
"""Answers of a week, month or quarter below which its score is not drawn."""
PERCENT = {"format": "percent"}
NOT_ENOUGH = "Not enough answers"


@dataclass(frozen=True)
class Score:
    """A metric with its n, its interval's bounds in <metric>_low and <metric>_high, and how it is drawn."""

    label: str
    metric: str
    n: str
    form: str
    least: float
    most: float
    method: str


SCORES = (
    Score("NPS", "nps", "nps_answers", "+.0f", -100, 100,
          "Net promoter score (Reichheld 2003): share of 9 and 10 less share of 0 to 6, in points; n answers, blank "
          "ones left out; normal interval of a difference of two shares."),
    Score("Answered when asked", "nps_response_rate", "nps_asked", ".0%", 0, 1,
          "Customers who answered as a share of those asked to recommend, by the time of asking; n asked; Wilson "
          "interval (Wilson 1927). The last weeks may still be answered."),
    Score("Satisfied", "feedback_csat", "rated_feedback", ".0%", 0, 1,
          "Scores of 4 and 5 as a share of all scores from 1 to 5; n scores; Wilson interval (Wilson 1927)."),
    Score("Tone", "average_sentiment", "scored_feedback", "+.2f", -1, 1,
          "Mean tone from -1 to 1: given with the event, else computed from its words (VADER, Hutto and Gilbert 2014); "
          "n events; normal interval."),
)  # fmt: skip


def put_trends(answers: Answers, grain: str, where: dict[str, tuple[str, ...]]) -> None:
    """Each score by week, month or quarter, with its interval; what is below the floor is counted and not drawn."""
    for pair in (SCORES[:2], SCORES[2:]):
        for column, score in zip(st.columns(2, gap="small"), pair, strict=True):
            with column.container(border=True, height="stretch"):
                _put_trend(answers, score, grain, where)


def _put_trend(answers: Answers, score: Score, grain: str, where: dict[str, tuple[str, ...]]) -> None:
    chart_title(f"{score.label} by {grain}", score.method)
    time = f"metric_time__{grain}"
    asked = answers.ask([score.metric, f"{score.metric}_low", f"{score.metric}_high", score.n], [time], where)
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
    drawn = voice_charts.score_by_month(rows, score.label, 200, f"{grain.capitalize()} from", score.form)
    charts.show(drawn, f"{score.label} by {grain}")
    left_out = asked.height - enough.height
    st.caption(
        f"{NOT_ENOUGH} (fewer than {FLOOR}) in {left_out} of {counted(asked.height, grain)}, which are not drawn; "
        f"hollow below {FEW}." if left_out else f"Hollow where n is below {FEW}."
    )  # fmt: skip


KINDS = {"Satisfaction after a case": "after_case", "Recommendation": "recommendation"}
ATTRIBUTES = {
    "Segment": "segment", "Plan": "plan", "Channel": "channel", "SLA tier": "sla_tier", "Priority": "priority",
    "Promise kept or breached": "promise", "Reopened or not": "reopening",
}  # fmt: skip
ONLY_AFTER_CASES = ("sla_tier", "priority", "promise", "reopening")


def put_response_bias(answers: Answers) -> None:
    """Who answers of those who were asked, and what the score would be if all groups answered alike."""
    section(
        "Who answers",
        "Shares of those asked and of those who answered, of all tenants; Wilson intervals (Wilson 1927). The score is "
        "that of those who answered: share satisfied, or NPS.",
    )
    left, right, _ = st.columns([1.3, 1, 2], vertical_alignment="bottom", gap="small")
    kind = KINDS[left.segmented_control("Survey", list(KINDS), default=next(iter(KINDS)), required=True, key="kind",
                                        bind="query-params")]  # fmt: skip
    is_case = kind == "after_case"
    words = [word for word, name in ATTRIBUTES.items() if is_case or name not in ONLY_AFTER_CASES]
    attribute = ATTRIBUTES[right.selectbox("By", words, key=f"by_{kind}")]
    groups = answers.sql(sentiment_queries.BIAS, [kind, attribute])
    if groups.is_empty():
        nothing_here("Nobody was asked.")
        return
    score = st.column_config.NumberColumn("Score", format="percent" if is_case else "%+.0f")
    chart, table = st.columns([1, 1.5], gap="small")
    with chart.container(border=True, height="stretch"):
        chart_title("Answered, of those asked", "Share by group with its 95 % interval; n asked.")
        charts.show(charts.share_dots(rate_dots(groups, "group_name", "response_rate", "asked_count")), "Response rate")
    with table:
        put_download(answers, "CSV", "response_bias", lambda: groups, ["reporting.response_bias", kind, attribute])
        draw_columns(
            groups,
            group_name="Group",
            asked_count=number_column("Asked"),
            answered_count=number_column("Answered"),
            asked_share=st.column_config.NumberColumn("Of asked", **PERCENT),
            answered_share=st.column_config.NumberColumn("Of answers", **PERCENT),
            share_difference=st.column_config.NumberColumn("Difference", **PERCENT),
            score=score,
        )
    _put_reweighted(answers, kind, is_case)


def _put_reweighted(answers: Answers, kind: str, is_case: bool) -> None:
    section(
        "The score of those asked",
        "Each group counts by its share of those asked, not of those who answered: post-stratification (Holt and Smith "
        "1979, JRSS A 142:33); 95 % normal intervals, n answers. It corrects for what divides the groups, for nothing "
        f"else. {NOT_ENOUGH}: below 30 there is no score.",
    )
    rows = answers.sql(sentiment_queries.REWEIGHTED, [kind]).with_columns(
        attribute=pl.col("attribute").replace({name: word for word, name in ATTRIBUTES.items()}),
        enough=pl.when("has_enough_answers").then(pl.lit("yes")).otherwise(pl.lit(NOT_ENOUGH.lower())),
    )
    form = {"format": "percent" if is_case else "%+.1f"}
    put_download(answers, "CSV", "reweighted_scores", lambda: rows, ["reporting.reweighted_scores", kind])
    draw_columns(
        rows,
        attribute=st.column_config.TextColumn("Weighted by", width="medium"),
        asked_count=number_column("Asked"),
        answered_count=number_column("Answered"),
        largest_share_difference=st.column_config.NumberColumn("Largest difference", **PERCENT),
        plain_score=st.column_config.NumberColumn("As answered", **form),
        plain_score_low=st.column_config.NumberColumn("95 % from", **form),
        plain_score_high=st.column_config.NumberColumn("to", **form),
        reweighted_score=st.column_config.NumberColumn("Of those asked", **form),
        reweighted_score_low=st.column_config.NumberColumn("95 % from ", **form),
        reweighted_score_high=st.column_config.NumberColumn("to ", **form),
        covered_share=st.column_config.NumberColumn("Asked in groups with answers", **PERCENT),
        enough="Enough answers",
    )


def put_agreement(answers: Answers) -> None:
    """How computed tones agree with given ones, where there are both."""
    rows = answers.sql(sentiment_queries.AGREEMENT)
    section(
        "Computed and given tones",
        "Events with both. r: Pearson's correlation, interval by Fisher's z. Same class: good from 0.05, bad to -0.05, "
        "even between (Hutto and Gilbert 2014), Wilson interval. Same sign: of events that both call good or bad. A "
        "lexicon hears no trouble in even words (“the export fails”), so it is used only where nothing was given.",
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
        mean_absolute_difference=st.column_config.NumberColumn("Mean size of it", format="%.2f"),
        same_class_rate=st.column_config.NumberColumn("Same class", **PERCENT),
        same_class_rate_low=st.column_config.NumberColumn("95 % from ", **PERCENT),
        same_class_rate_high=st.column_config.NumberColumn("to ", **PERCENT),
        signed_count=number_column("n signed"),
        same_sign_rate=st.column_config.NumberColumn("Same sign", **PERCENT),
    )


COUNTS = {
    "Recommendations": ("nps_answers", "answered_at", {
        "answered_at": time_column("When"), "tenant_name": "Tenant", "survey_title": "Survey",
        "score": number_column("Score, 0 to 10"), "answer_group": "Counts as",
        "comment": st.column_config.TextColumn("Words", width="large"),
    }),
    "Asked to recommend": ("nps_asked", "asked_at", {
        "asked_at": time_column("When"), "tenant_name": "Tenant", "survey_title": "Survey", "channel": "Where",
        "status": "Status", "score": number_column("Score, 0 to 10"),
    }),
    "Scores from 1 to 5": ("rated_feedback", "occurred_at", {
        "occurred_at": time_column("When"), "event_type": "What", "tenant_name": "Tenant", "survey_title": "Survey",
        "csat_score": number_column("Score"), "summary": st.column_config.TextColumn("Words", width="large"),
    }),
    "Tones": ("scored_feedback", "occurred_at", {
        "occurred_at": time_column("When"), "event_type": "What", "tenant_name": "Tenant",
        "sentiment_score": st.column_config.NumberColumn("Tone", format="%+.2f"), "sentiment_origin": "Tone is",
        "computed_sentiment_score": st.column_config.NumberColumn("By VADER", format="%+.2f"),
        "summary": st.column_config.TextColumn("Words", width="large"),
    }),
}  # fmt: skip
"""Label → the count whose rows they are, the time they are sorted by, and how they are drawn."""


def put_rows(answers: Answers, where: dict[str, tuple[str, ...]]) -> None:
    """The rows that a number above is made of: as many as its n says."""
    section("The rows behind", "As many as n says, of the surveys and tenants chosen above; the newest first.")
    label = st.segmented_control(
        "Rows", list(COUNTS), default=next(iter(COUNTS)), required=True, key="rows", bind="query-params"
    )
    metric, time, columns = COUNTS[label]
    inner = answers.rows_behind(metric, where)
    rows = answers.sql(f"select {', '.join(columns)} from ({inner}) order by {time} desc nulls last")
    st.caption(f"{counted(rows.height, 'row')}.")
    put_download(answers, "CSV", metric, lambda: rows, [f"metric: {metric}", *(str(value) for value in where.items())])
    draw_columns(rows, **columns)
