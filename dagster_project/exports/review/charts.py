"""What is drawn of a review: small drawings in the cells of its tables, and two charts of thirteen weeks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dagster_project.exports.review.drawing import Dot, Drawing, Label, Line, Mark, box
from dagster_project.exports.review.tables import Shown, Table, value_in_words
from dashboards.palette import ACCENT, BREACHED, MET, NO_TARGET, PAUSED, QUIET

INK, FAINT = "#2b3342", "#dfe3ea"

PARTS = {"mix": ACCENT, "rate": PAUSED, "policy": NO_TARGET}
"""Parts of a change, each in its colour."""

CELL_HEIGHT = 13.0
FEW = 30
"""Below so many cases a dot is hollow."""


def cell_drawing(
    table: Table, shown: Shown, row: Mapping[str, Any], width: float, height: float = CELL_HEIGHT
) -> Drawing:
    """The drawing of a cell of one of the kinds in tables.DRAWN; all of a column share one scale."""
    values = [row[key] for key in shown.keys]
    if shown.kind == "spark":
        return _spark(values[0], values[1] if len(values) > 1 else None, width, height)
    everyone = [other[key] for other in table.shown_rows for key in shown.keys]
    reach = [float(value) for value in everyone if value is not None]
    low, high = min(0.0, *reach, 0.0), max(0.0, *reach, 0.0)
    if shown.kind == "parts":
        # Parts of one sign are stacked, so that a stack may reach further than each of them.
        stacks = [_stacked(other, shown.keys[:-1]) for other in table.shown_rows]
        low, high = min(low, *(down for down, _ in stacks)), max(high, *(up for _, up in stacks))
    scale = _Scale(low, high, width)
    return _parts(row, shown.keys, scale, height) if shown.kind == "parts" else _whisker(values, scale, height)


class _Scale:
    """Values to places, with room at both ends."""

    def __init__(self, low: float, high: float, width: float) -> None:
        self.low, self.span, self.width = low, (high - low) or 1.0, width

    def __call__(self, value: float) -> float:
        return 3 + (float(value) - self.low) / self.span * (self.width - 6)


def _spark(series: Sequence[float | None], usual: float | None, width: float, height: float) -> Drawing:
    known = [value for value in series if value is not None]
    marks: list[Mark] = []
    low, high = min([*known, *([usual] if usual is not None else [])], default=0.0), max(known, default=1.0)
    span = (high - low) or 1.0
    step = (width - 6) / max(len(series) - 1, 1)

    def y(value: float) -> float:
        return height - 2.5 - (value - low) / span * (height - 5)

    if usual is not None:
        marks.append(Line(((3, y(usual)), (width - 3, y(usual))), QUIET, 0.6, (1.5, 1.5)))
    places = [(3 + place * step, y(value)) if value is not None else None for place, value in enumerate(series)]
    marks += [Line(tuple(run), ACCENT, 1.1) for run in _runs(places) if len(run) > 1]
    marks += [Dot(*run[0], 0.9, ACCENT) for run in _runs(places) if len(run) == 1]
    if places and places[-1] is not None:
        marks.append(Dot(*places[-1], 1.9, INK))
    return Drawing(width, height, tuple(marks), f"{len(series)} weeks, the last one marked")


def _runs(places: Sequence[tuple[float, float] | None]) -> list[list[tuple[float, float]]]:
    """Stretches without a gap."""
    runs: list[list[tuple[float, float]]] = [[]]
    for place in places:
        if place is None:
            runs.append([])
        else:
            runs[-1].append(place)
    return [run for run in runs if run]


def _whisker(values: Sequence[Any], scale: _Scale, height: float) -> Drawing:
    low, middle, high = values
    zero, centre = scale(0), height / 2
    marks: list[Mark] = [Line(((zero, 1), (zero, height - 1)), QUIET, 0.6)]
    if None not in values:
        colour = MET if low > 0 else BREACHED if high < 0 else ACCENT
        marks.append(Line(((scale(low), centre), (scale(high), centre)), colour, 2.2))
        marks.append(Dot(scale(middle), centre, 2.4, colour))
    return Drawing(scale.width, height, tuple(marks), "the value with its interval")


def _stacked(row: Mapping[str, Any], keys: Sequence[str]) -> tuple[float, float]:
    values = [float(row[key]) for key in keys]
    return sum(value for value in values if value < 0), sum(value for value in values if value > 0)


def _parts(row: Mapping[str, Any], keys: Sequence[str], scale: _Scale, height: float) -> Drawing:
    marks: list[Mark] = [Line(((scale(0), 1), (scale(0), height - 1)), QUIET, 0.6)]
    ends = {True: 0.0, False: 0.0}
    for key in keys[:-1]:
        value = float(row[key])
        start = ends[value > 0]
        ends[value > 0] = start + value
        left, right = sorted((scale(start), scale(start + value)))
        if right - left > 0.2:
            marks.append(box(left, 3, right - left, height - 6, PARTS[key]))
    together = scale(float(row[keys[-1]]))
    marks.append(Line(((together, 1), (together, height - 1)), INK, 1.6))
    return Drawing(scale.width, height, tuple(marks), "mix, rate and policy, and together as a line")


def flow(headlines: Table, width: float, height: float) -> Drawing | None:
    """Cases opened and resolved by week as bars, and the backlog as a line; None without them."""
    rows = {row["measure"]: row for row in headlines.rows.to_dicts()}
    if not {"cases_opened", "cases_resolved"} <= rows.keys():
        return None
    opened, resolved = rows["cases_opened"]["by_week"], rows["cases_resolved"]["by_week"]
    backlog = rows.get("open_backlog", {}).get("by_week", [])
    most = max(*opened, *resolved, *(value for value in backlog if value is not None), 1)
    left, right, top, foot = 22.0, 6.0, 6.0, 14.0
    step = (width - left - right) / len(opened)

    def y(value: float) -> float:
        return top + (1 - value / most) * (height - top - foot)

    marks = _grid([0, _round(most / 2), _round(most)], y, left, width - right, most, "count")
    for place, (came, went) in enumerate(zip(opened, resolved, strict=True)):
        x = left + place * step
        is_last = place == len(opened) - 1
        for offset, value, colour in ((0.14, came, ACCENT), (0.5, went, MET)):
            bar = box(x + offset * step, y(value), step * 0.34, y(0) - y(value), colour, 1.0 if is_last else 0.55)
            marks.append(bar)
    line = tuple((left + (place + 0.5) * step, y(value)) for place, value in enumerate(backlog) if value is not None)
    if len(line) > 1:
        marks.append(Line(line, INK, 1.3))
    marks += [Dot(*place, 1.6, INK) for place in line]
    marks += _weeks(len(opened), left + step / 2, step, height)
    return Drawing(width, height, tuple(marks), "Cases opened and resolved by week, and the backlog at each week's end")


def attainment(headlines: Table, clock: str, width: float, height: float) -> Drawing | None:
    """Share of a clock's promises that was kept, by week, beside the week's 95 % interval; None without the clock."""
    row = next((row for row in headlines.rows.to_dicts() if row["clock"] == clock), None)
    if row is None:
        return None
    series, left, right, top, foot = row["by_week"], 26.0, 6.0, 6.0, 14.0
    step = (width - left - right) / len(series)

    def y(value: float) -> float:
        return top + (1 - value) * (height - top - foot)

    marks = _grid([0, 0.5, 1], y, left, width - right, 1, "share")
    usual = row["median_12_weeks"]
    if usual is not None:
        marks.append(Line(((left, y(usual)), (width - right, y(usual))), QUIET, 0.8, (2, 2)))
    places = [
        (left + (place + 0.5) * step, y(value)) if value is not None else None for place, value in enumerate(series)
    ]
    marks += [Line(tuple(run), ACCENT, 1.4) for run in _runs(places) if len(run) > 1]
    marks += [Dot(*place, 1.5, ACCENT) for place in places[:-1] if place is not None]
    if places[-1] is not None:
        x = places[-1][0]
        if row["low"] is not None:
            marks.append(Line(((x, y(row["low"])), (x, y(row["high"]))), INK, 1.2))
        marks.append(Dot(*places[-1], 2.6, INK, is_hollow=(row["n"] or 0) < FEW))
    marks += _weeks(len(series), left + step / 2, step, height)
    return Drawing(width, height, tuple(marks), f"{row['label']}, by week")


def _grid(values: Sequence[float], y: Any, left: float, right: float, most: float, kind: str) -> list[Mark]:
    marks: list[Mark] = []
    for value in dict.fromkeys(values):
        if value <= most:
            words = value_in_words(value, kind).replace(".0", "")
            marks.append(Line(((left, y(value)), (right, y(value))), FAINT, 0.6))
            marks.append(Label(left - 3, y(value) + 2.4, words, QUIET, 7, "end"))
    return marks


def _round(value: float) -> float:
    return float(int(value)) if value >= 1 else 1.0


def _weeks(count: int, first: float, step: float, height: float) -> list[Mark]:
    """How far back each week lies; the reviewed one is named."""
    marks: list[Mark] = []
    for place in range(count):
        back = count - 1 - place
        if back % 4 == 0:
            words = "week" if back == 0 else f"−{back}"
            marks.append(
                Label(first + place * step, height - 3, words, INK if back == 0 else QUIET, 7, "middle", back == 0)
            )
    return marks
