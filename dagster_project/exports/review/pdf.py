"""A review as PDF: the same cells and drawings as the page in HTML, laid out for A4. Equal reviews give equal bytes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC
from html import escape
from io import BytesIO
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    KeepTogether,
    PageTemplate,
    Paragraph,
    Spacer,
)
from reportlab.platypus import Table as Grid

from dagster_project.exports.review.charts import cell_drawing
from dagster_project.exports.review.content import Review
from dagster_project.exports.review.pdf_drawing import Drawn
from dagster_project.exports.review.pdf_fonts import BOLD, REGULAR, drawable, register_fonts
from dagster_project.exports.review.sections import CHANGE_KEYS, SECTIONS, Chart, charts_of, rows_of_tables
from dagster_project.exports.review.tables import DRAWN, Shown, Table, worded
from dashboards.figures import moment, span

MARGIN = 10 * mm
WIDTH = A4[0] - 2 * MARGIN
GAP = 10.0
CELL_HEIGHT = 9.4

INK, SOFT, FAINT, RULE = HexColor("#1d2430"), HexColor("#5b6575"), HexColor("#e4e8ee"), HexColor("#b9c1cd")
ACCENT, GROUND = HexColor("#3b6fc9"), HexColor("#eef3fb")
TONES = {"better": "#0c6f69", "worse": "#b23f17"}

BODY = ParagraphStyle("body", fontName=REGULAR, fontSize=6.9, leading=8.3, textColor=INK)
NUMBER = ParagraphStyle("number", BODY, alignment=TA_RIGHT)
HEAD = ParagraphStyle("head", BODY, fontName=BOLD, fontSize=6.2, leading=7.2, textColor=SOFT)
HEAD_NUMBER = ParagraphStyle("head_number", HEAD, alignment=TA_RIGHT)
NOTE = ParagraphStyle("note", BODY, fontSize=6.1, leading=7.4, textColor=SOFT, spaceBefore=2)
TITLE = ParagraphStyle("title", BODY, fontName=BOLD, fontSize=15, leading=18)
SECTION = ParagraphStyle("section", BODY, fontName=BOLD, fontSize=9.6, leading=12, spaceBefore=9, spaceAfter=2)
PART = ParagraphStyle("part", BODY, fontName=BOLD, fontSize=7, leading=9, textColor=SOFT, spaceBefore=4, spaceAfter=1)
SHORT = ParagraphStyle("short", BODY, fontSize=7.3, leading=9.2, leftIndent=8, bulletFontName=REGULAR, bulletFontSize=7)


def pdf_of(review: Review, dashboards_url: str) -> bytes:
    """The file. dashboards_url: what the addresses of rows are put behind."""
    register_fonts()
    buffer = BytesIO()
    document = BaseDocTemplate(
        buffer, pagesize=A4, title=f"Weekly ops review {review.week}", author="Loompin Warehouse", invariant=1,
        subject=review.provenance, lang="en",
    )  # fmt: skip
    frame = Frame(MARGIN, MARGIN + 9, WIDTH, A4[1] - 2 * MARGIN - 9, 0, 0, 0, 0)

    def foot(canvas: Canvas, _: object) -> None:
        canvas.setFont(REGULAR, 5.8)
        canvas.setFillColor(SOFT)
        canvas.drawString(MARGIN, MARGIN, drawable(review.provenance))
        canvas.drawRightString(A4[0] - MARGIN, MARGIN, f"{review.week} · {canvas.getPageNumber()}")

    def dated(canvas: Canvas, _: object) -> None:
        # Reportlab's own date is the machine's; the release's is the same wherever the file is made.
        published = review.published_at.astimezone(UTC)
        canvas.setDateFormatter(lambda *_: f"D:{published:%Y%m%d%H%M%S}+00'00'")

    document.addPageTemplates(PageTemplate("page", [frame], onPage=dated, onPageEnd=foot))
    document.build(list(_flowables(review, dashboards_url)))
    return buffer.getvalue()


def _flowables(review: Review, dashboards_url: str) -> Iterator[Flowable]:
    yield from _head(review)
    charts = charts_of(review, (WIDTH - 2 * GAP) / 3, 84)
    if charts:
        yield Spacer(1, 6)
        yield _beside([[_chart_title(chart), Drawn(chart.drawing)] for chart in charts], [1] * len(charts))
    known = {table.name: table for table in review.tables}
    for title, names in SECTIONS:
        heading = [_section_title(title, known.get("change_by_clock") if "change_by_clock" in names else None)]
        for row in rows_of_tables([known[name] for name in names if name in known]):
            widths = _widths(len(row))
            parts = [_table(table, title, dashboards_url, width) for table, width in zip(row, widths, strict=True)]
            whole = parts[0] if len(row) == 1 else [Spacer(1, 4), _beside(parts, widths)]
            # A heading never stands alone at a page's foot, nor half a table.
            yield KeepTogether([*heading, *whole])
            heading = []


def _head(review: Review) -> Iterator[Flowable]:
    when = f"{span(review.monday, review.sunday)} (UTC), data as of {moment(review.as_of)}"
    head = Grid(
        [[
            Paragraph(f'Weekly ops review <font color="#3b6fc9">{review.week}</font>', TITLE),
            Paragraph(escape(when), ParagraphStyle("when", NUMBER, textColor=SOFT)),
        ]],
        [WIDTH * 0.5, WIDTH * 0.5],
        style=[("VALIGN", (0, 0), (-1, -1), "BOTTOM"), ("LINEBELOW", (0, 0), (-1, -1), 1.4, ACCENT),
               ("LEFTPADDING", (0, 0), (-1, -1), 0), ("RIGHTPADDING", (0, 0), (-1, -1), 0)],
    )  # fmt: skip
    yield head
    yield Spacer(1, 6)
    inside: list[Flowable] = [Paragraph("In short", ParagraphStyle("in_short", SECTION, spaceBefore=0))]
    inside += [Paragraph(_words(sentence), SHORT, bulletText="•") for sentence in review.in_short]
    inside += [Paragraph(_words(note), NOTE) for note in review.notes]
    yield Grid(
        [[inside]], [WIDTH],
        style=[("BACKGROUND", (0, 0), (-1, -1), GROUND), ("LEFTPADDING", (0, 0), (-1, -1), 8),
               ("RIGHTPADDING", (0, 0), (-1, -1), 8), ("TOPPADDING", (0, 0), (-1, -1), 4),
               ("BOTTOMPADDING", (0, 0), (-1, -1), 6)],
    )  # fmt: skip


def _chart_title(chart: Chart) -> Flowable:
    keys = " ".join(f'<font color="{colour}">■</font>&nbsp;{escape(name)}' for name, colour in chart.keys)
    small = f' <font name="{REGULAR}" size="6">{keys}</font>' if keys else ""
    return Paragraph(f"{escape(chart.title)}{small}", ParagraphStyle("chart", PART, textColor=INK))


def _section_title(title: str, changes: Table | None) -> Flowable:
    keys = ""
    if changes is not None and changes.rows.height:
        keys = " ".join(f'<font color="{colour}">■</font>&nbsp;{escape(name)}' for name, colour in CHANGE_KEYS)
        keys = f'&nbsp;&nbsp;<font name="{REGULAR}" size="6.2" color="#5b6575">{keys}</font>'
    return Paragraph(f"{escape(title)}{keys}", SECTION)


def _widths(count: int) -> list[float]:
    return [(WIDTH - (count - 1) * GAP) / count] * count


def _beside(parts: list[list[Flowable]], widths: list[float]) -> Grid:
    """Parts side by side, with a gap between them."""
    widths = _widths(len(parts)) if len(set(widths)) == 1 else widths
    cells: list[Any] = []
    columns: list[float] = []
    for part, width in zip(parts, widths, strict=True):
        cells += [part, ""]
        columns += [width, GAP]
    return Grid(
        [cells[:-1]], columns[:-1],
        style=[("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0),
               ("RIGHTPADDING", (0, 0), (-1, -1), 0), ("TOPPADDING", (0, 0), (-1, -1), 0),
               ("BOTTOMPADDING", (0, 0), (-1, -1), 0)],
    )  # fmt: skip


def _table(table: Table, section: str, dashboards_url: str, width: float) -> list[Flowable]:
    parts: list[Flowable] = [Paragraph(_words(table.title), PART)] if table.title != section else []
    if table.rows.is_empty():
        return [*parts, Paragraph(_words(table.empty), NOTE)]
    whole = sum(shown.width for shown in table.shown)
    widths = [shown.width / whole * width for shown in table.shown]
    head = [Paragraph(_words(s.label), HEAD_NUMBER if s.is_number else HEAD) for s in table.shown]
    rows = [
        [_cell(table, shown, row, dashboards_url, w) for shown, w in zip(table.shown, widths, strict=True)]
        for row in table.shown_rows
    ]
    grid = Grid(
        [head, *rows], widths, repeatRows=1,
        style=[
            ("VALIGN", (0, 0), (-1, 0), "BOTTOM"), ("VALIGN", (0, 1), (-1, -1), "MIDDLE"),
            ("LINEBELOW", (0, 0), (-1, 0), 0.6, RULE), ("LINEBELOW", (0, 1), (-1, -1), 0.4, FAINT),
            ("LEFTPADDING", (0, 0), (-1, -1), 0), ("RIGHTPADDING", (0, 0), (-1, -1), 4),
            ("RIGHTPADDING", (-1, 0), (-1, -1), 0), ("TOPPADDING", (0, 0), (-1, -1), 0.8),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 1.4),
        ],
    )  # fmt: skip
    note = f"{table.note} {table.left_out}".strip()
    return [*parts, grid, *([Paragraph(_words(note), NOTE)] if note else [])]


def _cell(table: Table, shown: Shown, row: Mapping[str, Any], dashboards_url: str, width: float) -> Flowable:
    if shown.kind in DRAWN:
        return Drawn(cell_drawing(table, shown, row, max(width - 4, 10), CELL_HEIGHT))
    words = _words(worded(shown, row))
    if shown.kind == "link" and row[shown.keys[1]]:
        words = f'<a href="{escape(dashboards_url + row[shown.keys[1]])}" color="#3b6fc9">{words}</a>'
    tone = TONES.get(row[shown.tone]) if shown.tone else None
    if tone:
        words = f'<font name="{BOLD}" color="{tone}">{words}</font>'
    return Paragraph(words, NUMBER if shown.is_number else BODY)


def _words(text: str) -> str:
    """Text as reportlab's paragraphs take it."""
    return escape(drawable(text), quote=False)
