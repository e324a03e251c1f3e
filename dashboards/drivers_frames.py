"""Drivers brought into the shapes that the page draws."""

from __future__ import annotations

import polars as pl

from dagster_project.drivers.cells import Predictor
from dagster_project.drivers.result import Driver, DriverAnalysis, Interval, flat
from dashboards.drivers_charts import DIRECTIONS, NEAR, PLACES
from dashboards.figures import whole
from dashboards.interval_words import with_interval

WARNINGS = {
    "simpson": "the sign turns within segments",
    "impacts_disagree": "the two impacts disagree",
    "collinear": "overlaps with others (VIF above 10)",
    "not_separable": "others determine it",
    "few_groups": "few weeks: the interval is rough",
}
STATUSES = {
    "driver": "above noise",
    "not_above_noise": "not above noise",
    "too_many_predictors": "too many predictors for so few answers",
    "below_floor": "too few answers",
    "constant": "in all answers or in none",
}


def driver_rows(analysis: DriverAnalysis, labels: dict[str, Predictor]) -> pl.DataFrame:
    """One row per predictor, by rank: its label and every figure."""
    rows = [
        {"label": labels[d.name].label, "topic_id": labels[d.name].topic_id, **flat(d), "warning_words": _words(d)}
        | {"status_words": STATUSES[d.status], "rank_words": _rank(d), "direction": direction(d.effect)}
        | {"sign_words": sign_words(d)}
        for d in analysis.drivers
    ]
    return pl.DataFrame(rows, infer_schema_length=None)


def direction(effect: Interval) -> str:
    """What answers with a predictor do, one of DIRECTIONS: by the interval of the adjusted effect, not by r alone."""
    lower, higher, either = DIRECTIONS
    if effect.low is None or effect.high is None or effect.low <= 0 <= effect.high:
        return either
    return lower if effect.high < 0 else higher


def sign_words(driver: Driver) -> str:
    """How a sign turns: within strata (Simpson 1951), or from r alone to the adjusted effect; empty where it does not.

    A turn is called beyond chance where neither interval holds zero.
    """
    if "simpson" in driver.warnings:
        return f"turns in {driver.turned_strata} of {driver.judged_strata} segments"
    alone, adjusted = driver.correlation, driver.effect
    if alone.value is None or adjusted.value is None or alone.value * adjusted.value >= 0:
        return ""
    is_sure = list(DIRECTIONS)[-1] not in (direction(alone), direction(adjusted))
    return f"turns, {'beyond' if is_sure else 'maybe by'} chance"


def ranked(rows: pl.DataFrame) -> pl.DataFrame:
    """Those that have a rank."""
    return rows.filter(pl.col("rank").is_not_null())


def importance_rows(rows: pl.DataFrame) -> pl.DataFrame:
    """For drivers_charts.importance."""
    mentions = pl.col("mentions").map_elements(whole, return_dtype=pl.String)
    return ranked(rows).select(
        name="label",
        label=pl.col("label") + "\nn " + mentions,
        direction="direction", effect_words=with_interval("effect", "+.2f"),
        weight="weight", low="weight_low", high="weight_high", share="share", rank_words="rank_words",
        is_above_noise="is_above_noise",
    )  # fmt: skip


def quadrant_rows(rows: pl.DataFrame, mean: float, even: float) -> pl.DataFrame:
    """For drivers_charts.quadrant. Names whose interval clears a line come first; those of others, and of noise, are
    shown where there is room, and else told under the pointer. place: where the words stand, so that none lies on
    another."""
    clears_mean = (pl.col("outcome_low") > mean) | (pl.col("outcome_high") < mean)
    clears_even = (pl.col("low") > even) | (pl.col("high") < even)
    told = (
        ranked(rows)
        .select(
            "is_above_noise", "rank", name="label", outcome="outcome_with", outcome_low="outcome_with_low",
            outcome_high="outcome_with_high", weight="weight", low="weight_low", high="weight_high",
        )
        .with_columns(is_named=pl.col("is_above_noise") & (clears_mean | clears_even))
    )  # fmt: skip
    places = _places(told, mean, even)
    return told.with_columns(
        place=pl.Series([place or 0 for place in places], dtype=pl.Int64),
        shown=pl.Series(
            ["" if place is None else name for place, name in zip(places, told["name"], strict=True)], dtype=pl.String
        ),
    )


ACROSS, UP = ("outcome", "outcome_low", "outcome_high"), ("weight", "low", "high")
WIDTH, HEIGHT, LETTER, LINE = 560, 280, 6.6, 13
"""Of the drawing of the quadrant in pixels, about; of a letter of its words, and of a line."""


def _places(rows: pl.DataFrame, mean: float, even: float) -> list[int | None]:
    """For each dot the first of PLACES where its name lies on no other name, no other dot and no interval of others.

    Named ones come first and always have a place, the one with the least under it; others None where none is free.
    """
    if rows.is_empty():
        return []
    ends = [pl.concat([rows[name] for name in names]) for names in (ACROSS, UP)]
    x, x_low, x_high = (_scaled(rows[name], ends[0], WIDTH) for name in ACROSS)
    y, y_low, y_high = ([HEIGHT - at for at in _scaled(rows[name], ends[1], HEIGHT)] for name in UP)
    dots = [(left - 5, top - 5, left + 5, top + 5) for left, top in zip(x, y, strict=True)]
    lines = [
        (x_low[i], y[i] - 1, x_high[i], y[i] + 1) for i in range(rows.height)
    ] + [(x[i] - 1, y_high[i], x[i] + 1, y_low[i]) for i in range(rows.height)]  # fmt: skip
    (across,), (up,) = (
        _scaled(pl.Series([at]), of, size) for at, of, size in ((mean, ends[0], WIDTH), (even, ends[1], HEIGHT))
    )
    guides = [(across - 1, 0, across + 1, HEIGHT), (0, HEIGHT - up - 1, WIDTH, HEIGHT - up + 1)]
    taken: list[tuple[float, float, float, float]] = []
    found: list[int | None] = [None] * rows.height
    for i in sorted(range(rows.height), key=lambda place: not rows["is_named"][place]):
        others = [dot for other, dot in enumerate(dots) if other != i] + taken + guides
        boxes = [_box(x[i], y[i], len(rows["name"][i]), *place) for place in PLACES]
        costs = [3 * sum(_overlap(box, other) for other in others) + _outside(box) for box in boxes]
        crossed = [sum(_overlap(box, line) for line in lines) for box in boxes]
        # A name far from its dot may be taken for another's, so that noise has none rather.
        near = range(len(PLACES) if rows["is_named"][i] else NEAR)
        best = min(near, key=lambda place: (costs[place] + crossed[place], place))
        if rows["is_named"][i] or costs[best] == 0:
            found[i] = best
            taken.append(boxes[best])
    return found


def _scaled(values: pl.Series, ends: pl.Series, size: int) -> list[float]:
    """Values in pixels; null as the least. ends: all that is drawn of that axis."""
    least, most = float(ends.drop_nulls().min()), float(ends.drop_nulls().max())
    return [size * ((value if value is not None else least) - least) / ((most - least) or 1) for value in values]


def _box(x: float, y: float, letters: int, align: str, dx: int, dy: int) -> tuple[float, float, float, float]:
    left = x + dx if align == "left" else x + dx - letters * LETTER
    return left, y + dy - LINE / 2, left + letters * LETTER, y + dy + LINE / 2


def _overlap(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return max(across, 0.0) * max(down, 0.0)


def _outside(box: tuple[float, ...]) -> float:
    """What of a box lies past the drawing: on the axes below and beside it, or cut."""
    across = max(-20 - box[0], 0.0) + max(box[2] - WIDTH - 20, 0.0)
    return 50 * (across + max(-20 - box[1], 0.0) + max(box[3] - HEIGHT - 8, 0.0))


def impact_rows(rows: pl.DataFrame) -> pl.DataFrame:
    """For drivers_charts.two_impacts."""
    parts = [
        ranked(rows).select(
            pl.lit(way).alias("way"), name="label", value=column, low=f"{column}_low", high=f"{column}_high"
        )
        for way, column in (("adjusted", "adjusted_impact"), ("leave-out", "leave_out_impact"))
    ]
    order = {name: place for place, name in enumerate(rows["label"])}
    return pl.concat(parts).drop_nulls("value").sort(pl.col("name").replace_strict(order), "way")


def _words(driver: Driver) -> str:
    words = [WARNINGS[warning] for warning in driver.warnings]
    if "simpson" in driver.warnings:
        words[driver.warnings.index("simpson")] += f" (in {driver.turned_strata} of {driver.judged_strata})"
    return "; ".join(words)


def _rank(driver: Driver) -> str | None:
    if driver.rank is None:
        return None
    between = f"{driver.rank_low} to {driver.rank_high}" if driver.rank_low != driver.rank_high else str(driver.rank)
    return f"{driver.rank}, 95 % {between}"
