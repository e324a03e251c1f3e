"""How the desk is doing: the main numbers of a period beside those of the period before, and how they moved."""

from __future__ import annotations

import streamlit as st

from dashboards import charts
from dashboards.answers import answers_of_page
from dashboards.cards import put_cards
from dashboards.case_tables import CASE_SELECT, put_rows
from dashboards.figures import span
from dashboards.filters import put_filters
from dashboards.html_parts import chart_title, keys, not_measured, nothing_here, section
from dashboards.measurability import clocks, why_clock_is_unmeasured
from dashboards.overview_cards import main_cards
from dashboards.palette import ACCENT, QUIET
from dashboards.series import daily_level, grouped_counts, weekly_counts, weekly_shares

answers = answers_of_page()
chosen = put_filters(answers)
sources = chosen.where.get("source", ())

beside = f", beside {span(*chosen.before)}" if chosen.before else ""
section(
    chosen.period,
    f"Figures of these days{beside}. Intervals are 95 %; a change in colour is more than chance.",
)
put_cards(main_cards(answers, chosen))

section("Volume")
left, right = st.columns(2, gap="small")
with left.container(border=True, height="stretch"):
    chart_title("Opened and resolved by week", "Weeks from Monday; those that the period cuts are dashed.")
    rows = weekly_counts(answers, chosen, ["cases_opened", "cases_resolved"])
    if rows.is_empty():
        nothing_here("No case was opened or resolved in this period.")
    else:
        colours = dict(zip(rows["series"].unique(maintain_order=True), (ACCENT, QUIET), strict=True))
        keys(colours)
        charts.show(charts.weekly_lines(rows, colours), "Lines of cases opened and cases resolved by week")
with right.container(border=True, height="stretch"):
    chart_title("Open backlog by day", answers.definition("open_backlog").description)
    rows = daily_level(answers, chosen, "open_backlog")
    if rows.is_empty():
        nothing_here("No case was open in this period.")
    else:
        charts.show(charts.day_area(rows), "Cases open at the end of each day")

ticks = "; the tick is the period before" if chosen.before else ""
for column, dimension in zip(st.columns(2, gap="small"), ("priority", "segment"), strict=True):
    with column.container(border=True):
        chart_title(f"Cases opened by {dimension}", f"As the cases are now{ticks}.")
        rows = grouped_counts(answers, chosen, "cases_opened", dimension)
        if rows.is_empty():
            nothing_here("No case was opened in this period.")
        else:
            charts.show(charts.bars_with_before(rows), f"Cases opened in each {dimension}")

section("Promises", answers.definition("sla_attainment").description)
columns = st.columns(2, gap="small")
for column, (clock, label) in zip(columns * 3, clocks(answers, sources).items(), strict=False):
    with column.container(border=True):
        chart_title(
            f"{label} on time, by week",
            "With its 95 % interval; a hollow dot has few cases or a cut week.",
        )
        why = why_clock_is_unmeasured(answers, clock, sources)
        rows = None if why else weekly_shares(answers, chosen, "sla_attainment", chosen.also(clock=clock))
        if why:
            not_measured(label, why)
        elif rows.is_empty():
            nothing_here("No promise was decided in this period.")
        else:
            charts.show(charts.attainment_by_week(rows), f"Share of {label} promises met, by week")


section("Cases behind a number", "The rows are chosen by the metric's own definition, so they are as many as it says.")
COUNTS = ["cases_opened", "cases_resolved", "cases_reopened", "cases_closed", "cases_auto_closed", "surveys_answered"]
metric = st.selectbox(
    "Rows of", COUNTS, format_func=lambda name: answers.definition(name).label, key="rows", bind="query-params"
)
meaning = answers.definition(metric)
number = answers.ask([metric], (), chosen.where, chosen.since, chosen.until).item() or 0
st.caption(f"{meaning.label}: **{number:,}**. {meaning.description}")
put_rows(
    answers,
    CASE_SELECT,
    answers.rows_behind(metric, chosen.where, chosen.since, chosen.until),
    "opened_at desc",
    ["link", "tenant", "priority", "state", "opened_at", "resolved_at", "segment", "sla_tier", "arr_usd", "subject"],
    metric,
    [*chosen.words, f"metric: {meaning.name} ({meaning.description})"],
    "case",
)
