"""What if targets, opening hours or holidays had been others: history replayed, before and after, by segment."""

from __future__ import annotations

import polars as pl
import streamlit as st

from dagster_project.resources.errors import UserError
from dagster_project.resources.paths import Home
from dashboards import charts
from dashboards.answers import Answers, answers_of_page
from dashboards.cards import Card, Change, put_cards
from dashboards.case_tables import CASE_COLUMNS, LINK, in_words
from dashboards.downloads import put_download
from dashboards.drawn_rows import DRAWN
from dashboards.durations import share
from dashboards.figures import MISSING, counted, moment, points, whole
from dashboards.html_parts import chart_title, keys, nothing_here, section
from dashboards.measurability import clocks
from dashboards.page_end import end_page
from dashboards.palette import ACCENT, QUIET
from dashboards.risk_charts import before_and_after
from dashboards.table_columns import number_column, table_height, time_column
from dashboards.what_if_form import put_form, run_scenario
from dashboards.what_if_results import GROUPS, WhatIfReader, open_what_if, stored_scenarios

METHOD = (
    "The models that made the release are run again on a copy of the warehouse in which only the scenario's rows are "
    "others; the copy is removed afterwards, and nothing published is touched. Before and after are the same cases, "
    "so that their difference has no sampling error: it says what the rules alone would have changed, with everybody "
    "working as they did."
)

CHANGED = f"""
    select {LINK}, clock, priority, segment, status_before, status_after, target_seconds_before as target,
        target_seconds_after as target_after, elapsed_seconds_before as elapsed,
        elapsed_seconds_after as elapsed_after, breached_at_after as breached_at
    from reporting.what_if_changed_clocks where len($1::varchar[]) = 0 or list_contains($1::varchar[], clock)
    order by source, case_id, clock, window_number
"""


def put_result(answers: Answers, reader: WhatIfReader, labels: dict[str, str]) -> None:
    """A stored result: numbers, chart and table by group, and the clocks that came out otherwise."""
    scenario = reader.scenario
    section(scenario.name, scenario.description)
    st.caption(
        f"Replayed {moment(scenario.replayed_at)} in {scenario.seconds:.0f} s, on the data of release "
        f"{scenario.release_id}, as of {moment(scenario.as_of)}."
    )
    if scenario.release_id != answers.info.release_id:
        st.info("This was replayed on an older release than the one shown. Replay it again to compare with today's.")
    with st.expander("The scenario as written"):
        st.code(scenario.text, language="yaml")
    left, right = st.columns([1, 1], gap="small")
    chosen = left.multiselect("Clocks", list(labels), format_func=labels.get, placeholder="All clocks", key="clocks")
    group = right.segmented_control(
        "By", list(GROUPS), format_func=GROUPS.get, default="segment", required=True, key="by", bind="query-params"
    )
    rows = reader.before_and_after([group], {"clock": chosen} if chosen else None)
    total = rows.row(-1, named=True)
    if not total["decided_before"] and not total["decided_after"]:
        nothing_here("No promise was decided, before or after.")
        return
    better = "better" if (total["change"] or 0) > 0 else "worse" if (total["change"] or 0) < 0 else ""
    change = Change(points(total["attainment_after"] or 0, total["attainment_before"] or 0), better)
    put_cards(
        [
            Card("On time before", share(total["attainment_before"]), "Met ÷ decided.", n=total["decided_before"]),
            Card("On time after", share(total["attainment_after"]), "Met ÷ decided.", n=total["decided_after"],
                 change=change),
            Card("Breached before", whole(total["breached_before"]), "Promises that were breached."),
            Card("Breached after", whole(total["breached_after"]), "Promises that would have been breached."),
            Card("Newly breached", whole(total["newly_breached"]), "Breached only under the scenario."),
            Card("No longer breached", whole(total["no_longer_breached"]), "Breached as it was, not in the scenario."),
        ]
    )  # fmt: skip
    st.caption(METHOD)
    groups = rows.filter(~pl.col("is_total"))
    drawn = groups.drop_nulls(["attainment_before", "attainment_after"]).select(
        pl.col(group).alias("group"),
        (pl.col(group) + "\nn " + pl.col("decided_after").cast(pl.String)).alias("label"),
        pl.col("attainment_before").alias("before"), pl.col("attainment_after").alias("after"),
    )  # fmt: skip
    with st.container(border=True):
        chart_title(f"On time by {GROUPS[group]}", "Share of decided promises that were met.")
        charts.show(before_and_after(drawn), f"Share of promises met by {GROUPS[group]}, before and after")
        keys({"as it was": QUIET, "under the scenario": ACCENT})
    put_download(answers, "CSV", f"what_if_{scenario.name}", lambda: rows, [f"scenario: {scenario.name}"])
    st.dataframe(
        groups.select(
            group, "decided_before", "decided_after", pl.col("attainment_before") * 100,
            pl.col("attainment_after") * 100, pl.col("change") * 100, "breached_before", "breached_after",
            "newly_breached", "no_longer_breached",
        ),
        hide_index=True, height=table_height(groups.height), placeholder=MISSING,
        column_config={
            group: GROUPS[group].capitalize(),
            "decided_before": number_column("n before"), "decided_after": number_column("n after"),
            "attainment_before": st.column_config.NumberColumn("On time before", format="%.1f %%"),
            "attainment_after": st.column_config.NumberColumn("after", format="%.1f %%"),
            "change": st.column_config.NumberColumn("Change", format="%+.2f pp"),
            "breached_before": number_column("Breached before"), "breached_after": number_column("after"),
            "newly_breached": number_column("Newly"), "no_longer_breached": number_column("No longer"),
        },
    )  # fmt: skip
    _put_changed(reader, chosen)


def _put_changed(reader: WhatIfReader, chosen: list[str]) -> None:
    changed = reader.sql(CHANGED, [chosen])
    section("Clocks that came out otherwise", "As they are published, and as they would have been.")
    if changed.is_empty():
        nothing_here("None.")
        return
    more = f", the first {whole(DRAWN)} shown" if changed.height > DRAWN else ""
    st.markdown(f"**{counted(changed.height, 'clock')}**{more}")
    shown = in_words(changed.head(DRAWN))
    st.dataframe(
        shown, hide_index=True, height=table_height(shown.height), placeholder=MISSING,
        column_config={
            **CASE_COLUMNS, "clock": "Clock", "status_before": "Was", "status_after": "Would be",
            "target_after": st.column_config.TextColumn("Target then", alignment="right"),
            "elapsed_after": st.column_config.TextColumn("Elapsed then", alignment="right"),
            "breached_at": time_column("Breached then"),
        },
    )  # fmt: skip


answers = answers_of_page()
home = Home(answers.sight.home)
labels = {
    row["clock"]: row["label"]
    for row in answers.sql(
        "select clock, min(label) as label from reporting.sla_measurability where is_measured group by 1 order by 1"
    ).iter_rows(named=True)
}
labels = {clock: label for clock, label in clocks(answers).items() if clock in labels}
stored = stored_scenarios(home)
# Whoever sees a part of the data only may look at results, cut to that part, but not start work on all of it.
if not answers.sight.viewer.is_restricted:
    with st.expander("Define a scenario and replay it", expanded=not stored):
        try:
            text = put_form(answers, labels)
            if text:
                run_scenario(text)
                stored = stored_scenarios(home)
                st.session_state["scenario"] = stored[0]
        except UserError as error:
            st.error(f"{error.what}\n\n{error.do}")
if not stored:
    nothing_here("No scenario was replayed yet. Define one above, or run loompin what-if SCENARIO.yaml.")
    end_page()
name = st.selectbox("Scenario", stored, key="scenario", bind="query-params")
with open_what_if(home, name, answers.sight.viewer) as reader:
    put_result(answers, reader, labels)
