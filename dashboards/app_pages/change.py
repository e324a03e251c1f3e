"""Why attainment changed between two periods: mix, rate and policy, which add up; and breaches that were cleared."""

from __future__ import annotations

from datetime import date

import polars as pl
import streamlit as st

from dagster_project.resources.paths import Home
from dashboards import charts
from dashboards.answers import Answers, answers_of_page
from dashboards.cards import Card, put_cards
from dashboards.change_explainer import DEFAULT_GROUPS, GROUPS, Weeks, explain_change
from dashboards.cleared_breaches import cleared_breaches
from dashboards.downloads import put_download
from dashboards.durations import share
from dashboards.figures import MISSING, counted, points, span, whole
from dashboards.html_parts import chart_title, nothing_here, section
from dashboards.measurability import clocks
from dashboards.page_end import end_page
from dashboards.risk_charts import change_parts
from dashboards.table_columns import number_column, table_height, time_column

USUAL = 4
"""Whole weeks that are compared at first, with as many before them."""

METHOD = (
    "Attainment is the sum over groups of share of promises × share met. Three things can change: the mix of groups, "
    "what happened (elapsed times), and the targets it is judged by. Each part is the mean of what changing it makes "
    "over all six orders of changing the three (Das Gupta 1993, Standardization and Decomposition of Rates; the same "
    "as a Shapley value, Shorrocks 2013), so the parts add up to the change exactly. For policy, the promises of each "
    "period are judged again by the target that was in force for the same cases when the other period ended, where "
    "both run on the same calendar."
)

POINTS = st.column_config.NumberColumn(format="%+.2f pp")


def put_weeks(mondays: list[date]) -> tuple[Weeks, Weeks]:
    """The four choices of weeks; by default the last whole weeks and as many before."""
    first = max(len(mondays) - 2 * USUAL, 0)
    middle = max(len(mondays) - USUAL, first + 1)
    defaults = {
        "Earlier, from": first, "Earlier, to": middle - 1, "Later, from": middle, "Later, to": len(mondays) - 1,
    }  # fmt: skip
    names = {f"{monday:%G-W%V}": monday for monday in mondays}
    chosen = []
    for column, (label, index) in zip(st.columns(4, gap="small"), defaults.items(), strict=True):
        key = label.lower().replace(", ", "_")
        # The week itself is the choice, so that a link holds it in plain.
        name = column.selectbox(
            label, list(names), index=min(index, len(names) - 1), key=key, bind="query-params",
            help="ISO weeks, Monday to Sunday, UTC; only whole ones.",
        )  # fmt: skip
        chosen.append(names[name])
    return Weeks(*sorted(chosen[:2])), Weeks(*sorted(chosen[2:]))


def put_total(total: dict, before: Weeks, after: Weeks) -> None:
    """Attainment in both periods and the parts, as cards and as bars."""
    parts = {
        "mix": ("Volume mix", "More or fewer promises of groups that are kept more or less often."),
        "rate": ("Rate", "What happened within groups, at equal targets."),
        "policy": ("Policy", "What only the change of targets made."),
    }
    put_cards(
        [
            Card("Before", share(total["rate_before"]), f"Met ÷ decided, {span(before.first, before.until)}.",
                 n=total["decided_before"]),
            Card("After", share(total["rate_after"]), f"Met ÷ decided, {span(after.first, after.until)}.",
                 n=total["decided_after"]),
            *(Card(label, points(total[name], 0), meaning) for name, (label, meaning) in parts.items()),
            Card("Together", points(total["change"], 0), "After less before: the sum of the three parts."),
        ]
    )  # fmt: skip
    rows = [
        {"part": label, "label": f"{label}\n{points(total[name], 0)}", "value": total[name], "is_sum": False}
        for name, (label, _) in parts.items()
    ]
    rows.append(
        {"part": "Together", "label": f"Together\n{points(total['change'], 0)}", "value": total["change"],
         "is_sum": True}
    )  # fmt: skip
    with st.container(border=True):
        chart_title(
            "What made the change", "Percentage points of attainment; the three parts add up to the fourth bar."
        )
        charts.show(change_parts(pl.DataFrame(rows)), "Parts of the change of attainment, in percentage points")


def put_groups(answers: Answers, rows: pl.DataFrame, about: list[str]) -> None:
    """The parts by group."""
    section("By group", "Each group's contribution to the change; the columns add up to the numbers above.")
    shown = rows.filter(~pl.col("is_total"))
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.markdown(f"**{counted(shown.height, 'group')}**", width="content")
        put_download(answers, "CSV", "change", lambda: rows, about)
    st.dataframe(
        shown.select(
            "group", "decided_before", "decided_after",
            *((pl.col(name) * 100).alias(name) for name in ("rate_before", "rate_after", "mix", "rate", "policy")),
            (pl.col("change") * 100).alias("change"),
        ),
        hide_index=True,
        height=table_height(shown.height),
        placeholder=MISSING,
        column_config={
            "group": "Group",
            "decided_before": number_column("n before"),
            "decided_after": number_column("n after"),
            "rate_before": st.column_config.NumberColumn("Met before", format="%.1f %%"),
            "rate_after": st.column_config.NumberColumn("Met after", format="%.1f %%"),
            **{
                name: {**POINTS, "label": label}
                for name, label in (
                    ("mix", "Mix"), ("rate", "Rate"), ("policy", "Policy"), ("change", "Together"),
                )
            },
        },
    )  # fmt: skip


def put_cleared(answers: Answers, clock: str) -> None:
    """Breaches that the release before had and this one has not."""
    older, cleared = cleared_breaches(Home(answers.sight.home), answers.reader, clock)
    section(
        "Breaches cleared since the release before",
        "A breach stays one within a case's history; corrected source data, another policy or calendar may clear it.",
    )
    if older is None:
        nothing_here("No older release is kept that could be compared.")
    elif cleared.is_empty():
        nothing_here(f"None: every breach of release {older} is one in this release too.")
    else:
        st.markdown(f"**{counted(cleared.height, 'breach', 'breaches')}** of release {older}")
        st.dataframe(
            cleared.select("source", "case_id", "window_number", "breached_at_before", "status", "why"),
            hide_index=True,
            height=table_height(cleared.height),
            column_config={
                "source": "Source", "case_id": "Case", "window_number": "Window",
                "breached_at_before": time_column("Was breached"), "status": "Now", "why": "Why",
            },
        )  # fmt: skip


answers = answers_of_page()
labels = clocks(answers)
measured = answers.sql(
    "select clock, min(week) as first, max(week) as last from reporting.sla_attainment_cells group by 1"
)
labels = {clock: label for clock, label in labels.items() if clock in set(measured["clock"])}
if not labels:
    nothing_here("No promise was decided yet.")
    end_page()
clock = st.segmented_control(
    "Clock", list(labels), format_func=labels.get, default=next(iter(labels)), required=True, key="clock",
    bind="query-params",
)  # fmt: skip
first, last = measured.filter(pl.col("clock") == clock).select("first", "last").row(0)
whole_until = answers.info.as_of.date()
mondays = [m for m in pl.date_range(first, last, "7d", eager=True).to_list() if (whole_until - m).days >= 7] or [first]
before, after = put_weeks(mondays)
groups = st.multiselect(
    "Groups of", list(GROUPS), default=list(DEFAULT_GROUPS), format_func=GROUPS.get, key="by", bind="query-params"
)
if not groups:
    nothing_here("Choose what the groups are made of.")
    end_page()
section(
    f"{labels[clock]}: {span(before.first, before.until)} and {span(after.first, after.until)}",
    "The change of attainment, split into parts that add up.",
)
rows = explain_change(answers.sql, clock, before, after, groups)
total = rows.row(-1, named=True)
put_total(total, before, after)
note = ""
if total["not_judged_again"]:
    note = (
        f" {whole(total['not_judged_again'])} promises keep their outcome, since their calendar is another one by now."
    )
st.caption(
    METHOD + note + f" n: {whole(total['decided_before'])} and {whole(total['decided_after'])} decided promises."
)
put_groups(
    answers, rows, [f"clock: {labels[clock]}", f"before: {before}", f"after: {after}", f"groups: {', '.join(groups)}"]
)
put_cleared(answers, clock)
