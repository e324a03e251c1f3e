"""One receipt on a page: what became of the clock, its window as a drawing, and the lines that add up."""

from __future__ import annotations

from datetime import datetime
from html import escape

import polars as pl
import streamlit as st

from dashboards.answers import Answers
from dashboards.case_drawings import MARK_COLOURS, clock_window
from dashboards.charts import show
from dashboards.downloads import put_download, put_file
from dashboards.durations import clock_time
from dashboards.figures import moment, whole
from dashboards.html_parts import badge, facts, keys
from dashboards.palette import CLOCK_PIECES
from dashboards.receipt_drawing import PIECE_NAMES, marks_of, page_of, svg_of
from dashboards.receipts import KINDS, ClockReceipt


def put_receipt(
    answers: Answers, receipt: ClockReceipt, label: str, pieces: pl.DataFrame, openings: pl.DataFrame
) -> None:
    """Draw a receipt in a frame of its own. pieces, openings: those of its window."""
    clock = receipt.clock
    window = f", window {clock['window_number']}" if clock["window_number"] > 1 else ""
    with st.container(border=True, key=f"panel_{clock['clock']}_{clock['window_number']}", gap="small"):
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            st.html(
                f'<div class="lw-title lw-receipt"><h3>{escape(label)}{window}</h3>{badge(clock["status"])}</div>',
                width="content",
            )
            file_name = f"receipt_{clock['case_id']}_{clock['clock']}_{clock['window_number']}"
            with st.container(horizontal=True, width="content"):
                put_download(answers, "CSV", file_name, receipt.rows, receipt.facts())
                put_file(answers, "SVG", file_name, svg_of(receipt, label, pieces, openings), clock["source"])
                put_file(answers, "HTML", file_name, page_of(receipt, label, pieces, openings), clock["source"])
        calendar = openings["calendar_name"][0] if openings.height else clock["calendar_id"]
        st.html(_facts(receipt, calendar))
        marks = marks_of(receipt)
        due = pl.DataFrame(marks, schema={"name": pl.String, "at": pl.Datetime("us", "UTC")}, orient="row")
        show(clock_window(pieces, openings, due), f"Stretches of the {label} clock, and the opening hours")
        used = [piece for piece in CLOCK_PIECES if piece in set(pieces["piece"])]
        drawn = {PIECE_NAMES[piece]: CLOCK_PIECES[piece] for piece in used}
        keys({**drawn, **{name.lower(): MARK_COLOURS[name] for name in due["name"]}})
        st.html(_table(receipt))


def _facts(receipt: ClockReceipt, calendar: str | None) -> str:
    clock = receipt.clock
    pairs = {
        "Elapsed": clock_time(clock["elapsed_seconds"]),
        "Target": clock_time(clock["target_seconds"]),
        "Counted on": f"calendar {calendar}" if calendar else "all hours of the day",
        "Policy": f"{clock['policy_id'] or 'none'}, {clock['priority']}",
        "Started": moment(clock["started_at"]),
        "Ended": moment(clock["stopped_at"]) if clock["stopped_at"] else f"open on {moment(clock['as_of'])}",
        "Due": moment(clock["due_at"]) if clock["due_at"] else (clock["no_due_reason"] or "–"),
        "Breached": moment(clock["breached_at"]) if clock["breached_at"] else "no",
    }
    if clock["is_breached"] != clock["is_breached_on_final_target"]:
        pairs["By the last target alone"] = "breached" if clock["is_breached_on_final_target"] else "not breached"
    return facts(pairs)


def _table(receipt: ClockReceipt) -> str:
    """The stretches and their sum. In a narrow window the end and the closed time are left out: the rest must fit."""
    has_targets = len({segment["target_seconds"] for segment in receipt.segments}) > 1
    heads = ["From (UTC)", "To (UTC)", "What", "Target", "Closed", "Counted", "So far"]
    lines = [
        [
            _second(s["segment_started_at"]),
            _second(s["segment_ended_at"]),
            f"<i class='lw-key' style='background:{CLOCK_PIECES[s['kind']]}'></i>{escape(KINDS[s['kind']])}",
            clock_time(s["target_seconds"]),
            clock_time(s["closed_seconds"], exact=True) if s["closed_seconds"] else "",
            clock_time(s["counted_seconds"], exact=True),
            clock_time(s["elapsed_seconds_after"], exact=True),
        ]
        for s in receipt.segments
    ]
    elapsed = receipt.clock["elapsed_seconds"]
    total = ["Elapsed", "", "sum of what counted", "", "", clock_time(elapsed, exact=True), f"{whole(elapsed)} s"]
    classes = ["", "lw-spare", "lw-words", "lw-num", "lw-num lw-spare", "lw-num", "lw-num"]

    def row(cells: list[str], tag: str = "td") -> str:
        kept = [(c, k) for h, c, k in zip(heads, cells, classes, strict=True) if has_targets or h != "Target"]
        return "<tr>" + "".join(f'<{tag} class="{k}">{c}</{tag}>' for c, k in kept) + "</tr>"

    return (
        f'<div class="lw-scroll"><table class="lw-table"><thead>{row(heads, "th")}</thead>'
        f"<tbody>{''.join(row(line) for line in lines)}</tbody><tfoot>{row(total)}</tfoot></table></div>"
    )


def _second(at: datetime) -> str:
    return f"{moment(at, zone=False)}:{at:%S}"
