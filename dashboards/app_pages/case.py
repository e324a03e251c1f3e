"""One case: what it is, how it went, and a receipt for every clock that ran on it."""

from __future__ import annotations

from html import escape

import polars as pl
import streamlit as st

from dashboards import charts
from dashboards.answers import answers_of_page
from dashboards.case_drawings import timeline
from dashboards.case_story import CaseStory, read_story, source_of, suggestions
from dashboards.durations import clock_time, duration
from dashboards.figures import MISSING, counted, dollars, moment, whole
from dashboards.html_parts import badge, chart_title, facts, keys, not_measured, nothing_here, section, sentence
from dashboards.measurability import clocks, why_clock_is_unmeasured
from dashboards.page_end import end_page
from dashboards.palette import QUIET, STATES
from dashboards.receipt_pieces import of_window, read_openings, read_pieces
from dashboards.receipt_view import put_receipt
from dashboards.receipts import ClockReceipt, read_receipts
from dashboards.table_columns import table_height, time_column

SHOWN_AT_ONCE = 4
"""Receipts up to which all are drawn; of more, one is chosen."""


def open_case(shown: pl.DataFrame) -> None:
    """When a row of the suggestions is chosen, go to its case."""
    rows = st.session_state["suggested"]["selection"]["rows"]
    if rows:
        st.session_state["source"], st.session_state["case_id"] = shown.select("source", "case_id").row(rows[0])


def facts_of(story: CaseStory) -> str:
    """The header of a case, in HTML."""
    case = story.case
    unmeasured = why_clock_is_unmeasured(answers, "first_response", [source])
    pairs = {
        "Tenant": case["tenant_name"] or case["tenant_id"],
        "Segment, tier": ", ".join(filter(None, (case["segment"], case["sla_tier"]))) or MISSING,
        "ARR": dollars(case["arr_usd"]),
        "Owner": case["owner"] or "nobody",
        "Team": case["group_name"] or "none",
        "Channel": case["channel"] or MISSING,
        "Component": case["component"] or MISSING,
        "Root cause": case["root_cause"] or MISSING,
        "Opened": moment(case["opened_at"]),
        "Acknowledged": _after(case, "acknowledged_at"),
        "First response": "not measured" if unmeasured else _after(case, "first_response_at"),
        "Resolved": _after(case, "resolved_at"),
        "Closed": _after(case, "closed_at"),
        "Waited on the customer": duration(case["waiting_on_customer_seconds"]),
        "Reopened": counted(case["reopen_count"], "time"),
        "Handed over": counted(case["reassignment_count"], "time"),
        "CSAT": f"{case['csat_score']} of 5" if case["csat_score"] else "no answer",
        "Tags": ", ".join(case["tags"] or []) or "none",
    }
    return facts(pairs)


def _after(case: dict, column: str) -> str:
    if case[column] is None:
        return "not yet" if not case["is_closed"] else MISSING
    return f"{moment(case[column])}, after {duration((case[column] - case['opened_at']).total_seconds())}"


def windows_of(receipts: dict[str, ClockReceipt]) -> pl.DataFrame:
    """The windows of all clocks, a row each, so that a long case can be taken in at a glance."""
    return pl.DataFrame(
        {
            "window": name,
            "status": receipt.clock["status"],
            "started_at": receipt.clock["started_at"],
            "ended_at": receipt.clock["stopped_at"],
            "elapsed": clock_time(receipt.clock["elapsed_seconds"]),
            "target": clock_time(receipt.clock["target_seconds"]),
            "breached_at": receipt.clock["breached_at"],
        }
        for name, receipt in receipts.items()
    )


answers = answers_of_page()
sources = list(answers.sources())
if not sources:
    nothing_here("This release has no cases.")
    end_page()
left, right = st.columns([1, 3], vertical_alignment="bottom", gap="small")
# No source is chosen by default, since a default would be left out of the address, and mean another one some day.
source = left.selectbox("Source", sources, index=None, placeholder="Any source", key="source", bind="query-params")
case_id = right.text_input(
    "Case id", key="case_id", bind="query-params", placeholder="An id, or words of the subject to search for"
).strip()

source = source or source_of(answers, case_id)
story = read_story(answers, source, case_id) if source else None
if story is None:
    found = suggestions(answers, source, case_id)
    if case_id and found.is_empty():
        nothing_here(f"There is no case with “{case_id}” in its id or subject.")
        end_page()
    section("Cases that match" if case_id else "Breached last", "Choose a row to open its case.")
    st.dataframe(
        found,
        key="suggested",
        on_select=lambda: open_case(found),
        selection_mode="single-row",
        hide_index=True,
        height="content",
        placeholder=MISSING,
        column_order=[name for name in found.columns if name != "source" or len(sources) > 1],
        column_config={
            "source": "Source",
            "case_id": "Case",
            "tenant": "Tenant",
            "priority": "Priority",
            "state": "State",
            "opened_at": time_column("Opened"),
            "subject": st.column_config.TextColumn("Subject", width="large"),
        },
    )
    end_page()

case = story.case
removed = badge("deleted or merged", "paused") if case["is_removed"] else ""
with st.container(border=True):
    st.html(
        f'<div class="lw-title lw-case"><h2>{escape(case["case_id"])}</h2>{badge(case["state"], "running")}'
        f"{badge(case['priority'] or 'no priority', 'quiet')}{removed}"
        f"<p>{escape(case['subject'] or 'no subject')}</p></div>"
    )
    st.html(facts_of(story))

with st.container(border=True, gap="small"):
    chart_title("Timeline", f"{counted(case['event_count'], 'event')}. Times are UTC.")
    charts.show(timeline(story), f"Timeline of case {case['case_id']}: states as bands, events as marks")
    keys({state: STATES.get(state, QUIET) for state in dict.fromkeys(story.spells["state"])})
    if st.toggle("Events as a table", key="events", bind="query-params"):
        st.dataframe(
            story.events.select(
                "occurred_at", "what", "value", "actor_kind", "actor_id",
                illegal=pl.when("is_illegal").then(pl.lit("illegal move")),
            ),
            hide_index=True,
            height="content" if story.events.height <= 15 else 540,
            placeholder="",
            column_config={
                "occurred_at": time_column("When", seconds=True),
                "what": "What",
                "value": "To",
                "actor_kind": "By",
                "actor_id": "Who",
                "illegal": "Note",
            },
        )  # fmt: skip

receipts = read_receipts(answers.reader, case_id, source)
section("Receipts", "Every clock that had a target, with the stretches that add up to its number.")
labels = clocks(answers, [source])
windows = {f"{labels.get(r.clock['clock'], r.clock['clock'])} {r.clock['window_number']}": r for r in receipts.clocks}
for note in receipts.not_measured:
    what, _, reason = note.partition(": ")
    not_measured(what, sentence(reason.removeprefix("not measured (").removesuffix(")")))
if len(windows) > SHOWN_AT_ONCE:
    st.dataframe(
        windows_of(windows),
        hide_index=True,
        height=table_height(len(windows)),
        placeholder=MISSING,
        column_config={
            "window": "Window", "status": "Status", "started_at": time_column("Started"),
            "ended_at": time_column("Ended"), "elapsed": "Elapsed", "target": "Target",
            "breached_at": time_column("Breached"),
        },
    )  # fmt: skip
    name = st.selectbox(
        f"One of {whole(len(windows))} windows", list(windows), key="window", bind="query-params",
        format_func=lambda name: f"{name}: {windows[name].clock['status']}",
    )  # fmt: skip
    windows = {name: windows[name]}
elif not windows:
    nothing_here("No clock of this case had a target.")
pieces, openings = read_pieces(answers, source, case_id), read_openings(answers, source, case_id)
for receipt in windows.values():
    at = (receipt.clock["clock"], receipt.clock["window_number"])
    put_receipt(answers, receipt, labels.get(at[0], at[0]), of_window(pieces, *at), of_window(openings, *at))
