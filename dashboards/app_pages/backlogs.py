"""The weekly backlogs: where closed cases went, what stands behind each item, and what was sent where."""

from __future__ import annotations

import polars as pl
import streamlit as st

from dagster_project.resources.environment import read_environment
from dagster_project.resources.paths import Home
from dashboards import backlogs_queries, backlogs_views
from dashboards.answers import answers_of_page
from dashboards.backlog_sendings import read_sendings
from dashboards.html_parts import nothing_here
from dashboards.page_end import end_page
from dashboards.viewing import viewer_of_session

WEEKS_DRAWN = 26

answers = answers_of_page()
sources = answers.sql(backlogs_queries.SOURCES)["source"].to_list()
if not sources:
    nothing_here("No source of this release has closed cases.")
    end_page()
choices = st.columns([1, 1, 2], vertical_alignment="bottom", gap="small")
# A link names an item, whose key begins with its source.
linked = str(st.query_params.get("item", "")).partition(":")[0]
place = sources.index(linked) if linked in sources else 0
source = (
    sources[0] if len(sources) == 1
    else choices[2].selectbox("Source", sources, index=place, key="source", bind="query-params")
)  # fmt: skip
weeks = answers.sql(backlogs_queries.WEEKS, [source])
names = weeks["week"].to_list()
whole = weeks.filter("is_whole_week")["week"].to_list()
if st.query_params.get("week") not in (None, *names):
    nothing_here(f"No case of {source} was closed in {st.query_params['week']}.")
    st.session_state.pop("week", None)
    del st.query_params["week"]
name = choices[0].selectbox(
    "Week", names, index=names.index(whole[0]) if whole else 0, key="week", bind="query-params",
    help="ISO week in which the cases were closed, in UTC.",
)  # fmt: skip
week = weeks.row(by_predicate=pl.col("week") == name, named=True)
if not week["is_whole_week"]:
    st.caption(f"{name} is not over: these are its cases so far.")
backlog = choices[1].segmented_control(
    "Backlog", [backlogs_views.ALL, "reliability", "product", "docs"], default=backlogs_views.ALL, required=True,
    key="backlog", bind="query-params",
)  # fmt: skip
items = answers.sql(backlogs_queries.ITEMS, [source, name])
if backlog != backlogs_views.ALL:
    items = items.filter(pl.col("backlog") == backlog)

backlogs_views.put_week(week)
left, right = st.columns([3, 2], gap="small")
with left:
    backlogs_views.put_weeks(weeks.filter(pl.col("week_start") <= week["week_start"]).head(WEEKS_DRAWN))
with right:
    if not items.is_empty():
        backlogs_views.put_shares(items)
if items.is_empty():
    nothing_here("No item in this backlog this week.")
else:
    backlogs_views.put_items(answers, items, name)
backlogs_views.put_item(answers, source, week["week_start"], items)
if viewer_of_session().is_restricted:
    nothing_here("What was sent is about all tenants, and shown to those who may see them all.")
else:
    backlogs_views.put_sent(read_sendings(Home(read_environment().home).backlog_ledger, name), name)
