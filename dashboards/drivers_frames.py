"""Drivers brought into the shapes that the page draws."""

from __future__ import annotations

import polars as pl

from dagster_project.drivers.cells import Predictor
from dagster_project.drivers.result import Driver, DriverAnalysis, flat
from dashboards.drivers_charts import PLACES
from dashboards.figures import whole

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
        | {"status_words": STATUSES[d.status], "rank_words": _rank(d)}
        for d in analysis.drivers
    ]
    return pl.DataFrame(rows, infer_schema_length=None)


def ranked(rows: pl.DataFrame) -> pl.DataFrame:
    """Those that have a rank."""
    return rows.filter(pl.col("rank").is_not_null())


def importance_rows(rows: pl.DataFrame) -> pl.DataFrame:
    """For drivers_charts.importance."""
    mentions = pl.col("mentions").map_elements(whole, return_dtype=pl.String)
    return ranked(rows).select(
        name="label",
        label=pl.col("label") + "\nn " + mentions,
        direction=pl.format("goes with {}", pl.when(pl.col("correlation") < 0).then(pl.lit("lower")).otherwise(
            pl.lit("higher"))),
        weight="weight", low="weight_low", high="weight_high", share="share", rank_words="rank_words",
        is_above_noise="is_above_noise",
    )  # fmt: skip


def quadrant_rows(rows: pl.DataFrame, mean: float, even: float) -> pl.DataFrame:
    """For drivers_charts.quadrant. A name is shown only where an interval clears a line, and never for noise; the
    others are told by their rank. place: where the words stand, so that none lies on another."""
    clears_mean = (pl.col("outcome_low") > mean) | (pl.col("outcome_high") < mean)
    clears_even = (pl.col("low") > even) | (pl.col("high") < even)
    told = (
        ranked(rows)
        .select(
            "is_above_noise", "rank", name="label", outcome="outcome_with", outcome_low="outcome_with_low",
            outcome_high="outcome_with_high", weight="weight", low="weight_low", high="weight_high",
        )
        .with_columns(is_named=pl.col("is_above_noise") & (clears_mean | clears_even))
        .with_columns(shown=pl.when("is_named").then("name").otherwise(pl.col("rank").cast(pl.String)))
    )  # fmt: skip
    return told.with_columns(place=pl.Series(_places(told), dtype=pl.Int64))


WIDTH, HEIGHT, LETTER, LINE = 520, 300, 6.6, 13
"""Of the drawing of the quadrant in pixels, about; of a letter of its words, and of a line."""


def _places(rows: pl.DataFrame) -> list[int]:
    """For each dot the first of PLACES where its words lie on no other words and no other dot; names come first."""
    if rows.is_empty():
        return []
    x = _scaled(rows["outcome"], rows["outcome_low"], rows["outcome_high"], WIDTH)
    y = [HEIGHT - at for at in _scaled(rows["weight"], pl.Series([0.0]), rows["high"], HEIGHT)]
    dots = [(left - 5, top - 5, left + 5, top + 5) for left, top in zip(x, y, strict=True)]
    taken: list[tuple[float, float, float, float]] = []
    found = [0] * rows.height
    for i in sorted(range(rows.height), key=lambda place: not rows["is_named"][place]):
        others = [dot for other, dot in enumerate(dots) if other != i] + taken
        boxes = [_box(x[i], y[i], len(rows["shown"][i]), *place) for place in PLACES]
        costs = [sum(_overlap(box, other) for other in others) + _outside(box) for box in boxes]
        found[i] = min(range(len(PLACES)), key=lambda place: (costs[place], place))
        taken.append(boxes[found[i]])
    return found


def _scaled(values: pl.Series, low: pl.Series, high: pl.Series, size: int) -> list[float]:
    ends = pl.concat([values, low.cast(pl.Float64), high.cast(pl.Float64)]).drop_nulls()
    least, most = float(ends.min()), float(ends.max())
    return [size * (value - least) / ((most - least) or 1) for value in values]


def _box(x: float, y: float, letters: int, align: str, dx: int, dy: int) -> tuple[float, float, float, float]:
    left = x + dx if align == "left" else x + dx - letters * LETTER
    return left, y + dy - LINE / 2, left + letters * LETTER, y + dy + LINE / 2


def _overlap(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return max(across, 0.0) * max(down, 0.0)


def _outside(box: tuple[float, ...]) -> float:
    return 50 * (max(-20 - box[0], 0.0) + max(box[2] - WIDTH - 20, 0.0))


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
