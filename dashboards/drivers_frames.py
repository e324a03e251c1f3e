"""Drivers brought into the shapes that the page draws."""

from __future__ import annotations

import polars as pl

from dagster_project.drivers.cells import Predictor
from dagster_project.drivers.result import Driver, DriverAnalysis, flat
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
    """For drivers_charts.quadrant. A name is shown only where an interval clears a line, and never for noise; above
    and below the dots by turns, as neighbours by weight are often neighbours in the drawing."""
    clears_mean = (pl.col("outcome_low") > mean) | (pl.col("outcome_high") < mean)
    clears_even = (pl.col("low") > even) | (pl.col("high") < even)
    return (
        ranked(rows)
        .select(
            "is_above_noise", name="label", outcome="outcome_with", outcome_low="outcome_with_low",
            outcome_high="outcome_with_high", weight="weight", low="weight_low", high="weight_high",
            is_above=pl.col("rank") % 2 == 1,
        )
        .with_columns(
            shown=pl.when(pl.col("is_above_noise") & (clears_mean | clears_even)).then("name").otherwise(pl.lit(""))
        )
    )  # fmt: skip


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
