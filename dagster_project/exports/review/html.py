"""A review as one page of HTML that asks for nothing else: no script, no font, no picture from anywhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from pathlib import Path
from typing import Any

from dagster_project.exports.review.charts import cell_drawing
from dagster_project.exports.review.content import Review
from dagster_project.exports.review.drawing import Drawing, picture_of, svg_of
from dagster_project.exports.review.sections import CHANGE_KEYS, SECTIONS, Chart, charts_of, rows_of_tables
from dagster_project.exports.review.tables import DRAWN, Shown, Table, worded
from dashboards.figures import moment, span

Draw = Callable[[Drawing], str]
"""Turns a drawing into HTML."""

STYLE = Path(__file__).parent / "review.css"

POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""Nothing may be fetched or run, whatever stands in the page."""

GROUND = "body { margin: 0; background: #f4f6f9; }\n@media print { body { background: #fff; } }\n"

CELL_WIDTH = 74.0
"""Of a drawing in a table, for each part of its column's width, in pixels."""


def page_of(review: Review, dashboards_url: str) -> str:
    """The whole page. dashboards_url: what the addresses of rows are put behind."""
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>Weekly ops review {review.week}</title>\n<style>\n{GROUND}{style()}</style></head>\n"
        f"<body>{body_of(review, dashboards_url, svg_of)}</body></html>\n"
    )


def style() -> str:
    """How the review looks, wherever it stands."""
    return STYLE.read_text(encoding="utf-8")


def body_of(review: Review, dashboards_url: str = "", draw: Draw = picture_of) -> str:
    """The review without the page around it, to stand among the dashboards: they let no SVG in, but pictures."""
    sections = "".join(_section(review, title, names, dashboards_url, draw) for title, names in SECTIONS)
    return (
        f'<main class="review">\n{_head(review)}{_charts(review, draw)}{sections}'
        f"<footer>{escape(review.provenance)}</footer>\n</main>"
    )


def _head(review: Review) -> str:
    sentences = "".join(f"<li>{escape(sentence)}</li>" for sentence in review.in_short)
    notes = "".join(f'<p class="note">{escape(note)}</p>' for note in review.notes)
    return (
        f"<header><h1>Weekly ops review <span>{review.week}</span></h1>"
        f"<p>{escape(span(review.monday, review.sunday))} (UTC), data as of {escape(moment(review.as_of))}</p>"
        "</header>\n"
        f'<section class="short"><h2>In short</h2><ul>{sentences}</ul>{notes}</section>\n'
    )


def _charts(review: Review, draw: Draw) -> str:
    charts = "".join(_chart(chart, draw) for chart in charts_of(review, 330, 118))
    return f'<div class="charts">{charts}</div>\n' if charts else ""


def _chart(chart: Chart, draw: Draw) -> str:
    return f"<figure><figcaption>{escape(chart.title)}{_keys(chart.keys)}</figcaption>{draw(chart.drawing)}</figure>"


def _keys(keys: tuple[tuple[str, str], ...]) -> str:
    words = "".join(f'<span><i style="background:{colour}"></i>{escape(name)}</span>' for name, colour in keys)
    return f'<span class="keys">{words}</span>' if keys else ""


def _section(review: Review, title: str, names: tuple[str, ...], dashboards_url: str, draw: Draw) -> str:
    known = {table.name: table for table in review.tables}
    tables = [known[name] for name in names if name in known]
    keys = _keys(CHANGE_KEYS) if "change_by_clock" in names and known["change_by_clock"].rows.height else ""
    parts = "".join(
        f'<div class="row">{"".join(_table(table, title, dashboards_url, draw) for table in row)}</div>\n'
        for row in rows_of_tables(tables)
    )
    return f"<section><h2>{escape(title)}{keys}</h2>\n{parts}</section>\n"


def _table(table: Table, section: str, dashboards_url: str, draw: Draw) -> str:
    heading = f"<h3>{escape(table.title)}</h3>" if table.title != section else ""
    if table.rows.is_empty():
        return f'<div class="part">{heading}<p class="empty">{escape(table.empty)}</p></div>\n'
    note = f"{table.note} {table.left_out}".strip()
    head = "".join(f"<th{_class(shown)}>{escape(shown.label)}</th>" for shown in table.shown)
    rows = "".join(
        f"<tr>{''.join(_cell(table, shown, row, dashboards_url, draw) for shown in table.shown)}</tr>\n"
        for row in table.shown_rows
    )
    told = f'<p class="note">{escape(note)}</p>' if note else ""
    return (
        f'<div class="part">{heading}<table id="{table.name}"><thead><tr>{head}</tr></thead>\n'
        f"<tbody>{rows}</tbody></table>{told}</div>\n"
    )


def _cell(table: Table, shown: Shown, row: Mapping[str, Any], dashboards_url: str, draw: Draw) -> str:
    if shown.kind in DRAWN:
        return f'<td class="drawn">{draw(cell_drawing(table, shown, row, CELL_WIDTH * shown.width))}</td>'
    words = escape(worded(shown, row))
    if shown.kind == "link" and row[shown.keys[1]]:
        words = f'<a href="{escape(dashboards_url + row[shown.keys[1]])}" target="_blank">{words}</a>'
    tone = f" {row[shown.tone]}" if shown.tone and row[shown.tone] else ""
    return f"<td{_class(shown, tone)}>{words}</td>"


def _class(shown: Shown, tone: str = "") -> str:
    names = f"{'n' if shown.is_number else ''}{tone}".strip()
    return f' class="{names}"' if names else ""
