"""Who answers of those who were asked, and the score if all groups answered alike."""

from __future__ import annotations

import polars as pl
import streamlit as st

from dagster_project.sentiment import reweighting
from dashboards import charts
from dashboards.answers import Answers
from dashboards.cards import FEW
from dashboards.downloads import put_download
from dashboards.drawn_rows import DRAWN, draw_columns, put_count
from dashboards.html_parts import chart_title, nothing_here, section
from dashboards.rate_dots import rate_dots
from dashboards.sentiment_scope import NOT_ENOUGH, Scope
from dashboards.table_columns import interval_columns, number_column, time_column

PERCENT = {"format": "percent"}
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
            **interval_columns("score", "Score", **form),
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
        **interval_columns("plain", "As answered", **form),
        **interval_columns("reweighted", "Of those asked", **form),
        covered_share=st.column_config.NumberColumn("Asked in groups with answers", **PERCENT),
        enough="Enough answers",
    )
