"""A receipt drawn without any library: as SVG, as a page of its own that needs nothing else, and as blocks of text.

In: a receipt, and the stretches and opening hours of its window (receipt_pieces.py). Out: text. Lengths are drawn to
scale; every number on the drawing is the release's own.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from html import escape

import polars as pl

from dashboards.durations import clock_time
from dashboards.figures import moment
from dashboards.palette import BREACHED, CLOCK_PIECES, QUIET
from dashboards.receipts import KINDS, ClockReceipt

PIECE_NAMES = {
    "counted": "counted",
    "closed": "closed hours",
    "paused": "paused",
    "cancelled": "deleted or merged",
    "no_target": "no target",
}
BLOCKS = {"counted": "█", "closed": "░", "paused": "▒", "cancelled": "×", "no_target": "·"}
"""What a stretch is written as, in a terminal."""

WIDTH, LEFT, RIGHT = 1000, 96, 24
TICKS = 4

STYLE = """
  body { font: 15px/1.45 system-ui, sans-serif; max-width: 1040px; margin: 2rem auto; padding: 0 1rem; color: #1f2328; }
  svg { width: 100%; height: auto; }
  table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
  th, td { text-align: left; padding: .25rem .6rem .25rem 0; border-bottom: 1px solid #e4e1db; }
  td.n, th.n { text-align: right; white-space: nowrap; } tfoot td { font-weight: 600; border-bottom: none; }
  p, dl { color: #5c626c; } .scroll { overflow-x: auto; }
"""


def marks_of(receipt: ClockReceipt) -> list[tuple[str, datetime]]:
    """Due and breached, where they are to be drawn: a due time never come near would squeeze the window."""
    clock = receipt.clock
    last = clock["stopped_at"] or clock["as_of"]
    marks = [("Due", clock["due_at"]), ("Breached", clock["breached_at"])]
    return [(name, at) for name, at in marks if at and (name == "Breached" or not clock["stopped_at"] or at <= last)]


def svg_of(receipt: ClockReceipt, label: str, pieces: pl.DataFrame, openings: pl.DataFrame) -> str:
    """The window as one SVG picture with its key, on a white ground."""
    start, end = _extent(receipt, pieces)
    span = (end - start).total_seconds() or 1

    def x(at: datetime) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * min(max((at - start).total_seconds() / span, 0), 1)

    def bar(row: dict, began: str, ended: str, top: int, height: int, colour: str, words: str) -> str:
        left, right = x(row[began]), x(row[ended])
        title = f"{words}: {moment(row[began], zone=False)} – {moment(row[ended])}"
        return (
            f'<rect x="{left:.1f}" y="{top}" width="{max(right - left, 0.6):.1f}" height="{height}" fill="{colour}">'
            f"<title>{escape(title)}</title></rect>"
        )

    parts = [
        f'<text x="0" y="20" font-weight="600">{escape(_heading(receipt, label))}</text>',
        f'<text x="0" y="42" fill="#5c626c">{escape(_promise(receipt))}</text>',
        '<text x="0" y="80">Clock</text>',
    ]
    for row in pieces.iter_rows(named=True):
        colour = CLOCK_PIECES[row["piece"]]
        # Eight-digit colours are not of SVG 1.1: what shines through is a paler tone.
        colour = "#d6d9de" if len(colour) == 9 else colour
        parts.append(bar(row, "started_at", "ended_at", 64, 24, colour, PIECE_NAMES[row["piece"]]))
    if openings.height:
        parts.append('<text x="0" y="112">Open hours</text>')
        parts += [bar(row, "opens_at", "closes_at", 102, 10, QUIET, "open") for row in openings.iter_rows(named=True)]
    for name, at in marks_of(receipt):
        colour, dash = (BREACHED, "") if name == "Breached" else ("#1f2328", ' stroke-dasharray="4 3"')
        parts.append(
            f'<line x1="{x(at):.1f}" x2="{x(at):.1f}" y1="56" y2="122" stroke="{colour}" stroke-width="2"{dash}>'
            f"<title>{name}: {moment(at)}</title></line>"
        )
    for tick in range(TICKS):
        at = start + (end - start) * tick / (TICKS - 1)
        anchor = "start" if tick == 0 else "end" if tick == TICKS - 1 else "middle"
        parts.append(
            f'<text x="{x(at):.1f}" y="142" font-size="12" fill="#5c626c" text-anchor="{anchor}">'
            f"{moment(at, zone=tick == TICKS - 1)}</text>"
        )
    parts.append(_key(receipt, pieces))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} 180" width="{WIDTH}" height="180" role="img" '
        f'font-family="system-ui, sans-serif" font-size="14" fill="#1f2328">'
        f'<rect width="{WIDTH}" height="180" fill="#ffffff"/>{"".join(parts)}</svg>'
    )


def page_of(receipt: ClockReceipt, label: str, pieces: pl.DataFrame, openings: pl.DataFrame) -> str:
    """A page that needs nothing else: the drawing, the promise and the stretches with their sum."""
    clock = receipt.clock
    lines = "".join(
        f"<tr><td>{s['segment_started_at']:%Y-%m-%d %H:%M:%S}</td><td>{s['segment_ended_at']:%Y-%m-%d %H:%M:%S}</td>"
        f"<td>{escape(KINDS[s['kind']])}</td><td>{escape(s['policy_id'] or '–')}</td>"
        f"<td>{escape(s['calendar_id'] or 'around the clock')}</td>"
        f'<td class="n">{clock_time(s["target_seconds"])}</td>'
        f'<td class="n">{clock_time(s["closed_seconds"], exact=True) if s["closed_seconds"] else ""}</td>'
        f'<td class="n">{clock_time(s["counted_seconds"], exact=True)}</td>'
        f'<td class="n">{clock_time(s["elapsed_seconds_after"], exact=True)}</td></tr>'
        for s in receipt.segments
    )
    heads = ("From (UTC)", "To (UTC)", "What", "Policy", "Calendar", "Target", "Closed", "Counted", "So far")
    head = "".join(f"<th{' class=n' if n > 4 else ''}>{name}</th>" for n, name in enumerate(heads))
    title = escape(f"Receipt of case {clock['case_id']}: {label}")
    elapsed = clock_time(clock["elapsed_seconds"], exact=True)
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{title}</title><style>{STYLE}</style><h1>{title}</h1><p>Source {escape(clock['source'])}, "
        f"as of {moment(clock['as_of'])}. {escape(_promise(receipt))}</p>"
        f"{svg_of(receipt, label, pieces, openings)}"
        f'<div class="scroll"><table><thead><tr>{head}</tr></thead><tbody>{lines}</tbody><tfoot><tr>'
        f'<td colspan="7">Elapsed, the sum of what counted ({clock["elapsed_seconds"]:,} s)</td>'
        f'<td class="n">{elapsed}</td><td></td></tr></tfoot></table></div></html>\n'
    )


def text_of(receipt: ClockReceipt, pieces: pl.DataFrame, openings: pl.DataFrame, width: int = 76) -> Iterator[str]:
    """The window as lines of blocks, each block an equal part of it, and the key under them.

    A block shows the stretch that fills most of its time; a stretch shorter than half a block may so not be seen.
    """
    start, end = _extent(receipt, pieces)
    step = (end - start) / width or timedelta(seconds=1)
    cuts = [(start + step * n, start + step * (n + 1)) for n in range(width)]
    rows = pieces.to_dicts()
    drawn = [_fullest(rows, *cut) for cut in cuts]
    yield f"  clock {''.join(BLOCKS.get(piece, ' ') for piece in drawn)}"
    if openings.height:
        blocks = [{**row, "piece": "open"} for row in openings.to_dicts()]
        hours = [_fullest(blocks, *cut, began="opens_at", ended="closes_at") for cut in cuts]
        yield f"  open  {''.join('▔' if piece else ' ' for piece in hours)}"
    marks = [" "] * width
    for name, at in marks_of(receipt):
        marks[min(max(int((at - start) / step), 0), width - 1)] = "!" if name == "Breached" else "^"
    if any(mark != " " for mark in marks):
        yield f"        {''.join(marks).rstrip()}"
    first, last = moment(start, zone=False), moment(end)
    yield f"        {first}{last:>{width - len(first)}}"
    words = [f"{BLOCKS[piece]} {PIECE_NAMES[piece]}" for piece in BLOCKS if piece in drawn]
    words += [f"{mark} {word}" for mark, word in (("^", "due"), ("!", "breached")) if mark in marks]
    yield f"        {'   '.join(words)}"


def _fullest(
    rows: list[dict], start: datetime, end: datetime, began: str = "started_at", ended: str = "ended_at"
) -> str | None:
    """What fills at least half of a block; of several stretches, the one on top (they come in that order)."""
    found = None
    for row in rows:
        inside = (min(row[ended], end) - max(row[began], start)).total_seconds()
        if inside * 2 >= (end - start).total_seconds() or (found is None and inside > 0):
            found = row["piece"]
    return found


def _extent(receipt: ClockReceipt, pieces: pl.DataFrame) -> tuple[datetime, datetime]:
    clock = receipt.clock
    ends = [clock["stopped_at"] or clock["as_of"], *(at for _, at in marks_of(receipt)), *pieces["ended_at"].to_list()]
    return clock["started_at"], max(ends)


def _heading(receipt: ClockReceipt, label: str) -> str:
    clock = receipt.clock
    window = f", window {clock['window_number']}" if clock["window_number"] > 1 else ""
    return f"{clock['case_id']} · {label}{window}: {clock['status']}"


def _promise(receipt: ClockReceipt) -> str:
    clock = receipt.clock
    unit = f"in opening hours of {clock['calendar_id']}" if clock["calendar_id"] else "around the clock"
    return (
        f"{clock_time(clock['elapsed_seconds'])} of {clock_time(clock['target_seconds'])} {unit} "
        f"(policy {clock['policy_id'] or 'none'}, {clock['priority'] or 'no priority'})"
    )


def _key(receipt: ClockReceipt, pieces: pl.DataFrame) -> str:
    parts, left = [], LEFT
    colours = {PIECE_NAMES[piece]: CLOCK_PIECES[piece] for piece in CLOCK_PIECES if piece in set(pieces["piece"])}
    colours |= {name.lower(): BREACHED if name == "Breached" else "#1f2328" for name, _ in marks_of(receipt)}
    for name, colour in colours.items():
        colour = "#d6d9de" if len(colour) == 9 else colour
        parts.append(f'<rect x="{left}" y="158" width="12" height="12" fill="{colour}"/>')
        parts.append(f'<text x="{left + 18}" y="169" font-size="12">{escape(name)}</text>')
        left += 40 + 7 * len(name)
    return "".join(parts)
