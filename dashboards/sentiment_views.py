"""Parts of the page on sentiment and NPS: scores by week, who answers, and how computed tones agree with given ones."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import polars as pl
import streamlit as st

from dagster_project.sentiment import reweighting
from dashboards import charts, sentiment_queries, voice_charts
from dashboards.answers import Answers
from dashboards.cards import FEW
from dashboards.downloads import put_download
from dashboards.drawn_rows import DRAWN, draw_columns, put_count
from dashboards.figures import counted
from dashboards.html_parts import chart_title, nothing_here, section
from dashboards.rate_dots import rate_dots
from dashboards.table_columns import number_column, time_column

FLOOR = 10
"""Answers of a week, month or quarter below which its score is not drawn."""
PERCENT = {"format": "percent"}
NOT_ENOUGH = "Not enough answers"
AFTER_CASE = {"survey_kind": ("after_case",)}
GRAINS = ("week", "month", "quarter")


@dataclass(frozen=True)
class Scope:
    """What the page is asked to show: by which periods, of which days (since is None for all), and the filters."""

    grain: str
    since: date | None
    until: date
    where: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def of(self, also: dict[str, tuple[str, ...]] | None = None) -> dict[str, tuple[str, ...]]:
        """The filters with some more. Surveys after cases have no title, so that no survey chosen leaves them out."""
        where = {**self.where, **(also or {})}
        if where.get("survey_kind") == AFTER_CASE["survey_kind"]:
            where.pop("survey_title", None)
        return where

    @property
    def words(self) -> list[str]:
        """The choices as they head a download."""
        days = f"{self.since or 'all'} to {self.until}"
        return [f"period: {days}", *(f"{name}: {', '.join(values)}" for name, values in self.where.items())]


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


KINDS = {"Satisfaction after a case": "after_case", "Recommendation": "recommendation"}
ATTRIBUTES = {
    "Segment": "segment", "Plan": "plan", "Channel": "channel", "SLA tier": "sla_tier", "Priority": "priority",
    "Promise kept or breached": "promise", "Reopened or not": "reopening",
}  # fmt: skip
ONLY_AFTER_CASES = ("sla_tier", "priority", "promise", "reopening")


def put_response_bias(answers: Answers, scope: Scope) -> None:
    """Who answers of those who were asked, and what the score would be if all groups answered alike."""
    section(
        "Who answers",
        "Shares of those asked and of those who answered, by the time of asking; Wilson intervals (Wilson 1927). The "
        "score is that of those who answered, with the normal interval of a mean: share satisfied, or NPS; "
        f"{NOT_ENOUGH.lower()} below {FEW}, and no score. Surveys after a case have no title: the surveys chosen above "
        "leave them as they are.",
    )
    left, right, _ = st.columns([1.3, 1, 2], vertical_alignment="bottom", gap="small")
    kind = KINDS[left.segmented_control("Survey", list(KINDS), default=next(iter(KINDS)), required=True, key="kind",
                                        bind="query-params")]  # fmt: skip
    is_case = kind == "after_case"
    words = [word for word, name in ATTRIBUTES.items() if is_case or name not in ONLY_AFTER_CASES]
    attribute = ATTRIBUTES[right.selectbox("By", words, key=f"by_{kind}", bind="query-params")]
    where = scope.of({"survey_kind": (kind,)})
    groups = _groups(answers, attribute, where, scope)
    if groups.is_empty():
        nothing_here("Nobody was asked.")
        return
    groups = reweighting.with_scores(groups, *((0, 1) if is_case else (-100, 100)))
    form = {"format": "percent" if is_case else "%+.0f"}
    chart, table = st.columns([1, 1.8], gap="small")
    with chart.container(border=True, height="stretch"):
        chart_title("Answered, of those asked", "Share by group with its 95 % interval; n asked.")
        charts.show(
            charts.share_dots(rate_dots(groups, "group_name", "survey_response_rate", "asked")), "Response rate"
        )
    with table:
        put_download(answers, "CSV", "response_bias", lambda: groups, [kind, attribute, *scope.words])
        draw_columns(
            groups,
            group_name="Group",
            asked=number_column("Asked"),
            answered=number_column("Answered"),
            asked_share=st.column_config.NumberColumn("Of asked", **PERCENT),
            answered_share=st.column_config.NumberColumn("Of answers", **PERCENT),
            share_difference=st.column_config.NumberColumn("Difference", **PERCENT),
            score=st.column_config.NumberColumn("Score", **form),
            score_low=st.column_config.NumberColumn("95 % from", **form),
            score_high=st.column_config.NumberColumn("to", **form),
        )
    _put_questions(answers, attribute, list(groups["group_name"]), where, scope)
    _put_reweighted(answers, words, where, is_case, scope)


def _groups(answers: Answers, attribute: str, where: dict[str, tuple[str, ...]], scope: Scope) -> pl.DataFrame:
    """Who was asked and answered by group, as dagster_project.sentiment.reweighting takes it."""
    rate = "survey_response_rate"
    found = answers.ask(
        ["survey_asked", "survey_asked_answered", "survey_points", "survey_square_points", rate, f"{rate}_low",
         f"{rate}_high"],
        [attribute], where, scope.since, scope.until,
    )  # fmt: skip
    named = found.rename({attribute: "group_name", "survey_asked": "asked", "survey_asked_answered": "answered",
                          "survey_points": "points", "survey_square_points": "squares"})  # fmt: skip
    filled = [pl.col(name).fill_null(0) for name in ("answered", "points", "squares")]
    bounds = [pl.col(f"{rate}_{end}").clip(0, 1) for end in ("low", "high")]
    return named.filter(pl.col("group_name").is_not_null() & (pl.col("asked") > 0)).with_columns(*filled, *bounds).sort(
        "asked", "group_name", descending=[True, False]
    )  # fmt: skip


def _put_questions(
    answers: Answers, attribute: str, groups: list[str], where: dict[str, tuple[str, ...]], scope: Scope
) -> None:
    """The questions that a number of the table is made of."""
    with st.expander("The questions behind", icon=":material/list:"):
        left, right, _ = st.columns([1, 1.4, 1.6], vertical_alignment="bottom", gap="small")
        group = left.selectbox("Group", ["all", *groups], key="asked_group", bind="query-params")
        state = right.segmented_control(
            "that were", ["asked", "answered", "not answered"], default="asked", required=True, key="asked_state",
            bind="query-params",
        )  # fmt: skip
        named = {attribute: tuple(groups) if group == "all" else (group,)}
        inner = answers.rows_behind("survey_asked", {**where, **named}, scope.since, scope.until)
        columns = {
            "asked_at": time_column("Asked"), "question_id": "Case or question", "tenant_name": "Tenant",
            "customer_id": "Customer", "segment": "Segment", "plan": "Plan", "channel": "Channel",
            "sla_tier": "SLA tier", "priority": "Priority", "promise": "Promise", "reopening": "Reopened",
            "answered_at": time_column("Answered"), "score": number_column("Score"),
        }  # fmt: skip
        wanted = {"asked": "true", "answered": "is_answered", "not answered": "not is_answered"}[state]
        rows = answers.sql(
            f"select {', '.join(columns)} from ({inner}) where {wanted} order by asked_at desc nulls last, question_id"
        )
        put_download(answers, "CSV", "survey_questions", lambda: rows, [f"group: {group}, {state}", *scope.words])
        put_count(rows, "question")
        draw_columns(rows.head(DRAWN), **columns)


def _put_reweighted(
    answers: Answers, words: list[str], where: dict[str, tuple[str, ...]], is_case: bool, scope: Scope
) -> None:
    section(
        "The score of those asked",
        "Each group counts by its share of those asked, not of those who answered: post-stratification (Holt and Smith "
        "1979, JRSS A 142:33); 95 % normal intervals, n answers. It corrects for what divides the groups, for nothing "
        f"else. {NOT_ENOUGH}: below {reweighting.FLOOR} there is no score.",
    )
    rows = []
    for word in words:
        found = reweighting.reweighted(_groups(answers, ATTRIBUTES[word], where, scope))
        if found is None:
            continue
        plain, back = found.plain, found.reweighted
        rows.append({
            "attribute": word, "asked": found.asked, "answered": found.answered,
            "largest_share_difference": found.largest_share_difference,
            "plain": plain and plain.value, "plain_low": plain and plain.low, "plain_high": plain and plain.high,
            "reweighted": back and back.value, "reweighted_low": back and back.low,
            "reweighted_high": back and back.high,
            "covered_share": found.covered_share, "enough": "yes" if plain else NOT_ENOUGH.lower(),
        })  # fmt: skip
    table = pl.DataFrame(rows, infer_schema_length=None).sort("largest_share_difference", descending=True)
    form = {"format": "percent" if is_case else "%+.1f"}
    put_download(answers, "CSV", "reweighted_scores", lambda: table, scope.words)
    draw_columns(
        table,
        attribute=st.column_config.TextColumn("Weighted by", width="medium"),
        asked=number_column("Asked"),
        answered=number_column("Answered"),
        largest_share_difference=st.column_config.NumberColumn("Largest difference", **PERCENT),
        plain=st.column_config.NumberColumn("As answered", **form),
        plain_low=st.column_config.NumberColumn("95 % from", **form),
        plain_high=st.column_config.NumberColumn("to", **form),
        reweighted=st.column_config.NumberColumn("Of those asked", **form),
        reweighted_low=st.column_config.NumberColumn("95 % from ", **form),
        reweighted_high=st.column_config.NumberColumn("to ", **form),
        covered_share=st.column_config.NumberColumn("Asked in groups with answers", **PERCENT),
        enough="Enough answers",
    )


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
