"""Parts of the page on backlogs: weeks, items with their intervals, one item with its rows, and what was sent."""

from __future__ import annotations

from datetime import date

import polars as pl
import streamlit as st

from dashboards import backlogs_queries, charts
from dashboards.answers import Answers
from dashboards.backlog_sendings import Sendings
from dashboards.cards import Card, put_cards
from dashboards.downloads import put_download
from dashboards.drawn_rows import draw_columns
from dashboards.durations import share
from dashboards.figures import MISSING, counted, dollars, signed, whole
from dashboards.html_parts import chart_title, keys, nothing_here, section
from dashboards.linked_choice import linked_choice
from dashboards.palette import ACCENT, BREACHED, MET, QUIET
from dashboards.rate_dots import rate_dots
from dashboards.stacked_weeks import stacked_weeks
from dashboards.table_columns import money_column, number_column, time_column

COLOURS = {"reliability": BREACHED, "product": ACCENT, "docs": MET, "without a root cause": QUIET}
ALL = "all"
WITHOUT = "without a root cause"
PERCENT = {"format": "percent"}
GAP = {"format": "%+.2f"}


def put_week(week: dict) -> None:
    """What became of the week's closed cases; they add up."""
    of_closed = f"of {counted(week['closed_count'], 'closed case')}"
    put_cards(
        [
            Card("Closed", whole(week["closed_count"]), "Cases closed in the week: emitted and without a root cause.",
                 note=f"= {whole(week['emitted_count'])} + {whole(week['untold_count'])}"),
            Card("Reliability", whole(week["reliability_count"]), "Defects, and failures of third parties.",
                 note=of_closed),
            Card("Product", whole(week["product_count"]), "Feature gaps.", note=of_closed),
            Card("Docs", whole(week["docs_count"]), "Missing guides, and what was set up or used otherwise than meant.",
                 note=of_closed),
            Card("Derived", whole(week["derived_count"]), "Emitted cases whose root cause was not given but derived: "
                 "from a linked bug or incident, an escalation, or earlier cases of the same theme.",
                 note=f"of {counted(week['emitted_count'], 'emitted case')}"),
            Card("Without a root cause", whole(week["untold_count"]), "None is given, and nothing tells one. They are "
                 "in no backlog.", note=of_closed),
        ]
    )  # fmt: skip


def put_weeks(weeks: pl.DataFrame) -> None:
    """The weeks up to the chosen one, by where their cases went."""
    named = {"reliability_count": "reliability", "product_count": "product", "docs_count": "docs",
             "untold_count": WITHOUT}  # fmt: skip
    rows = (
        weeks.sort("week_start")
        .select(pl.col("week").alias("label"), *(pl.col(column).alias(kind) for column, kind in named.items()))
        .unpivot(index="label", variable_name="kind", value_name="value")
    )
    with st.container(border=True, height="stretch"):
        chart_title("Closed cases by backlog", "The weeks up to this one, by ISO week.")
        keys(COLOURS)
        charts.show(stacked_weeks(rows, COLOURS, 350), "Closed cases by week and backlog")


def put_shares(items: pl.DataFrame) -> None:
    """The largest items' shares of the week's closed cases."""
    with st.container(border=True, height="stretch"):
        chart_title("Share of the week's closed cases", "The largest items, with Wilson intervals at 95 %.")
        dots = rate_dots(items.head(8), "item", "share", "case_count")
        charts.show(charts.share_dots(dots, to_highest=True), "Share of closed cases by item, with 95 % intervals")


def put_items(answers: Answers, items: pl.DataFrame, week: str) -> None:
    """Every item of the chosen backlog with what stands behind it."""
    section(
        "Items",
        "A theme's closed cases of the week. Change: share less that of the eight weeks before (Newcombe's interval). "
        "Gaps: mean satisfaction (1 to 5) and NPS of the 13 weeks up to this one, less those of all other answers; "
        "associated with the item, not caused by it; intervals stand below. ARR counts each account once.",
    )
    put_download(answers, "CSV", f"backlog_{week}", lambda: items, ["reporting.backlog_items", f"week: {week}"])
    draw_columns(
        items,
        theme_label=st.column_config.TextColumn("Item", pinned=True, width=150),
        backlog=st.column_config.TextColumn("Backlog", width=78),
        case_count=number_column("Cases", width=54),
        account_count=number_column("Accounts", width=72),
        owner_team=st.column_config.TextColumn("Owner", width=125),
        share=st.column_config.NumberColumn("Share", width=66, **PERCENT),
        trend=st.column_config.TextColumn("Trend", width=70),
        share_change=st.column_config.NumberColumn("Change", width=72, **PERCENT),
        share_change_low=st.column_config.NumberColumn("95 % from", width=76, **PERCENT),
        share_change_high=st.column_config.NumberColumn("to", width=70, **PERCENT),
        arr_usd=money_column("ARR exposed", width=95),
        csat_gap=st.column_config.NumberColumn("CSAT gap", width=74, **GAP),
        csat_count=number_column("n", width=42),
        nps_gap=st.column_config.NumberColumn("NPS gap", format="%+.0f", width=70),
        nps_count=number_column("n ", width=42),
        handling_minutes=number_column("Minutes", width=68),
        cost_usd=money_column("Cost", width=62),
        derived_count=number_column("Derived", width=64),
    )


def put_item(answers: Answers, source: str, monday: date, items: pl.DataFrame) -> None:
    """One item: what customers said, and the cases that it counts; also those without a root cause."""
    section("Rows", "The cases behind an item's number, or those that are in no backlog.", anchor="rows")
    names = {row["item_key"]: f"{row['theme_label']} ({row['backlog']}): {counted(row['case_count'], 'case')}"
             for row in items.iter_rows(named=True)}  # fmt: skip
    key = linked_choice("Item", {**names, "": "Without a root cause"}, "item", str(monday), 520)
    if key:
        _put_facts(items.row(by_predicate=pl.col("item_key") == key, named=True))
    cases = answers.sql(backlogs_queries.CASES, [source, monday, key])
    if cases.is_empty():
        nothing_here("No case of the week is without a root cause.")
        return
    st.caption(counted(cases.height, "case"))
    put_download(
        answers, "CSV", "backlog_cases", lambda: cases, ["reporting.case_root_causes", f"item: {key or WITHOUT}"]
    )
    draw_columns(
        cases,
        link=st.column_config.LinkColumn("Case", display_text=r"case_id=(.*)$", width=84, pinned=True),
        tenant=st.column_config.TextColumn("Account", width=135),
        closed_at=time_column("Closed", width=128),
        priority=st.column_config.TextColumn("Priority", width=62),
        root_cause=st.column_config.TextColumn("Root cause", width=105),
        is_derived=st.column_config.CheckboxColumn("Derived", width=64),
        evidence=st.column_config.TextColumn("By what", width=220),
        bug_key=st.column_config.TextColumn("Bug", width=75),
        component=st.column_config.TextColumn("Component", width=95),
        csat_score=st.column_config.NumberColumn("CSAT", width=50),
        arr_usd=money_column("ARR", width=75),
        subject=st.column_config.TextColumn("Subject", width=245),
    )


def _put_facts(item: dict) -> None:
    owner = f"{item['owner_team']} {item['escalation_channel'] or ''}".strip() if item["owner_team"] else MISSING
    version = "" if item["theme_version"] is None else f", version {item['theme_version']}"
    told = [
        f"share {share(item['share'])} ({share(item['share_low'])} to {share(item['share_high'])}) of "
        f"{counted(item['closed_count'], 'closed case')}",
        f"{whole(item['previous_week_case_count'])} in the week before",
        f"{dollars(float(item['arr_usd'] or 0))} ARR of {counted(item['account_count'], 'account')}",
        _gap_words("CSAT", item, "csat", 2),
        _gap_words("NPS", item, "nps", 0),
        f"owner {owner}",
        f"component {item['component']}" if item["component"] else "",
        f"driver weight {item['driver_weight']:.4f} ({item['driver_outcome']})" if item["driver_weight"] else "",
        f"bugs {item['bug_keys']}" if item["bug_keys"] else "",
        f"{item['theme_kind']} {item['theme_id']}{version}",
        f"definition {item['definition_version']}, hash {item['content_hash'][:12]}",
    ]
    st.caption(" · ".join(part for part in told if part))
    if item["quotes"]:
        with st.container(border=True):
            chart_title("What customers said", "Without personal data; every account once before one speaks twice.")
            for quote in item["quotes"]:
                st.text(f"“{quote}”")


def _gap_words(name: str, item: dict, kind: str, digits: int) -> str:
    """A gap with its interval and n: CSAT gap +0.12 (−0.20 to +0.44), n 12."""
    gap, low, high = (
        None if item[f"{kind}_{part}"] is None else signed(item[f"{kind}_{part}"], digits)
        for part in ("gap", "gap_low", "gap_high")
    )
    if gap is None:
        return ""
    interval = f"{low} to {high}" if low else "too few for an interval"
    return f"{name} gap {gap} ({interval}), n {whole(item[f'{kind}_count'])}"


def put_sent(sendings: Sendings, week: str) -> None:
    """What was sent, when, where and with which result; what is not finished first."""
    section(
        "What was sent",
        "From the ledger in the data folder, which may be newer than the release. loompin export backlogs sends a "
        "week; whatever was left is done by the next export of that week.",
        anchor="sent",
    )
    if sendings.runs.is_empty():
        nothing_here("Nothing was sent yet.")
        return
    for row in sendings.unfinished().iter_rows(named=True):
        st.warning(
            f"{row['week']} to {row['target']}: {row['state']}. {row['done']}. {row['problems']}",
            icon=":material/running_with_errors:",
        )
    st.caption("Exports, the newest first")
    draw_columns(
        sendings.runs.head(100),
        at=time_column("When"),
        week="Week",
        target="Target",
        destination=st.column_config.TextColumn("Where", width="medium"),
        state="State",
        done=st.column_config.TextColumn("What", width="medium"),
        problems=st.column_config.TextColumn("Told", width="large"),
        release_id="Release",
    )
    st.caption(f"Calls for {week}, the newest first")
    if sendings.calls.is_empty():
        nothing_here(f"Nothing of {week} was sent over HTTP.")
        return
    draw_columns(
        sendings.calls,
        at=time_column("When"),
        item="Item",
        target="Target",
        action="Action",
        outcome="Result",
        name="Issue",
        link=st.column_config.LinkColumn("Address", width="medium"),
        attempts=number_column("Attempts"),
        said=st.column_config.TextColumn("Told", width="large"),
    )
