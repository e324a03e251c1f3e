"""One promise at a time: how often it is kept, for whom, how long it takes, what is at risk, and the rows behind."""

from __future__ import annotations

from functools import partial

import polars as pl
import streamlit as st

from dashboards import charts
from dashboards.answers import answers_of_page
from dashboards.at_risk import put_at_risk
from dashboards.cards import put_cards
from dashboards.case_tables import CLOCK_SELECT, put_rows
from dashboards.drill import ALL, group_name, narrowed, pick_from_chart, put_drill, week_name
from dashboards.filters import put_filters
from dashboards.html_parts import chart_title, not_measured, nothing_here, section
from dashboards.measurability import clocks, why_clock_is_unmeasured
from dashboards.page_end import end_page
from dashboards.series import grouped_shares, grouped_spreads, weekly_shares
from dashboards.sla_cards import clock_cards

DIMENSIONS = {"priority": "priority", "segment": "segment", "sla_tier": "tier"}

answers = answers_of_page()
chosen = put_filters(answers)
sources = chosen.where.get("source", ())
labels = clocks(answers, sources)
if not labels:
    nothing_here("This release has no clocks.")
    end_page()
clock = st.segmented_control(
    "Clock", list(labels), format_func=labels.get, default=next(iter(labels)), required=True, key="clock",
    bind="query-params",
)  # fmt: skip
why = why_clock_is_unmeasured(answers, clock, sources)
if why:
    not_measured(labels[clock], why)
    end_page()
where = chosen.also(clock=clock)
about = [f"clock: {labels[clock]}", *chosen.words]

section(f"{labels[clock]}, {chosen.period}", answers.definition("sla_attainment").description)
put_cards(clock_cards(answers, chosen, clock))

shares = {dimension: grouped_shares(answers, chosen, "sla_attainment", dimension, where) for dimension in DIMENSIONS}
by_week = weekly_shares(answers, chosen, "sla_attainment", where)
if by_week.is_empty():
    nothing_here("No promise was decided in this period.")
else:
    with st.container(border=True):
        chart_title("On time by week", "With its 95 % interval; a hollow dot has few cases or a cut week.")
        charts.show(charts.attainment_by_week(by_week), "Share of promises met, by week")
    for column, (dimension, name) in zip(st.columns(3, gap="small"), DIMENSIONS.items(), strict=True):
        with column.container(border=True, height="stretch"):
            chart_title(f"On time by {name}", "95 % intervals. Click a dot for its rows.")
            charts.show(
                charts.share_dots(
                    shares[dimension], "pick", scale_of=pl.concat(shares.values(), how="vertical_relaxed")
                ),
                f"Share of promises met by {name}, with 95 % intervals",
                key=f"by_{dimension}",
                on_select=partial(pick_from_chart, f"by_{dimension}", dimension),
                selection_mode="pick",
            )
    if st.session_state.get("group", ALL) != ALL:
        st.caption(f"Chosen: {st.session_state['group']}. [Its rows are below.](#rows)")
    section(
        "Time on the clock",
        "Time that counted on decided clocks: the dot is the median, the tick the 90th percentile. It is not the MTTR "
        "of the overview, which is all the time from opening to resolution of every resolved case: only a case with a "
        "target has a clock, and a clock may stand still outside opening hours or while the customer is waited for.",
    )
    spreads = {
        dimension: grouped_spreads(
            answers, chosen, "sla_elapsed_median", "sla_elapsed_p90", "sla_decided", dimension, where
        )
        for dimension in DIMENSIONS
    }
    most = max((rows["p90"].max() or 0 for rows in spreads.values()), default=0)
    for column, (dimension, name) in zip(st.columns(3, gap="small"), DIMENSIONS.items(), strict=True):
        with column.container(border=True, height="stretch"):
            chart_title(f"Elapsed by {name}", "Median · 90th percentile")
            charts.show(
                charts.spread_dots(spreads[dimension], most),
                f"Median and 90th percentile of time on the clock by {name}",
            )

put_at_risk(answers, clock, where, sources, about)

section("Recently breached", f"Breached in {chosen.period}, the newest first; one that has not ended is still open.")
put_rows(
    answers,
    CLOCK_SELECT,
    answers.rows_behind("sla_breached", where, chosen.since, chosen.until),
    "breached_at desc",
    [
        "link",
        "tenant",
        "priority",
        "breached_at",
        "used",
        "elapsed",
        "target",
        "stopped_at",
        "segment",
        "arr_usd",
        "subject",
    ],
    f"breached_{clock}",
    about,
    "breached clock",
)

section(
    "Rows behind a number",
    "The rows are chosen by the metric's own definition, so they are as many as it says.",
    anchor="rows",
)
groups = [group_name(dimension, value) for dimension in DIMENSIONS for value in shares[dimension]["group"]]
weeks = by_week["week"].to_list()
group, outcome = put_drill([*groups, *(week_name(week) for week in reversed(weeks))])
drilled, since, until = narrowed(chosen, where, group, weeks)
number = answers.ask([outcome], (), drilled, since, until).item() or 0
meaning = answers.definition(outcome)
st.caption(f"{meaning.label}: **{number:,}**. {meaning.description}")
put_rows(
    answers,
    CLOCK_SELECT,
    answers.rows_behind(outcome, drilled, since, until),
    "decided_at desc",
    [
        "link",
        "tenant",
        "priority",
        "status",
        "decided_at",
        "used",
        "elapsed",
        "target",
        "segment",
        "sla_tier",
        "arr_usd",
    ],
    f"rows_{clock}",
    [*about, f"rows of: {group}", f"metric: {meaning.name} ({meaning.description})"],
)
