"""Scores of surveys by group, and weighted back to those who were asked."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import polars as pl

Z = 1.959963984540054

FLOOR = 30
"""Answers below which no score is given."""


@dataclass(frozen=True)
class Estimate:
    """A score with its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Reweighted:
    """asked, answered: questions and answers of all groups. covered_share: of those asked, the part whose group has an
    answer; the others are stood in for. plain, reweighted: None below FLOOR answers."""

    asked: int
    answered: int
    covered_share: float
    largest_share_difference: float
    plain: Estimate | None
    reweighted: Estimate | None


def with_scores(groups: pl.DataFrame, least: float, most: float) -> pl.DataFrame:
    """Groups with their score, its 95 % interval and their shares; no score below FLOOR answers.

    groups: columns asked, answered, points and squares (sums over the answers). Adds asked_share, answered_share,
    share_difference, score, score_low, score_high: normal interval of a mean (n = answered), within least and most,
    the ends of the scale.
    """
    n, points = pl.col("answered"), pl.col("points")
    half = Z * (((pl.col("squares") - points * points / n) / (n - 1)).clip(0) / n).sqrt()
    enough = n >= FLOOR
    mean = points / n
    # Where all answers are alike, at least n / (n + Z²) of all give that one (Wilson), and the others may give any.
    open_part = Z * Z / (n + Z * Z)
    low = pl.when(half > 1e-9).then(mean - half).otherwise(mean + (least - mean) * open_part)
    high = pl.when(half > 1e-9).then(mean + half).otherwise(mean + (most - mean) * open_part)
    return groups.with_columns(
        asked_share=pl.col("asked") / pl.col("asked").sum(),
        answered_share=pl.when(n.sum() > 0).then(n / n.sum()),
        score=pl.when(enough).then(mean),
        score_low=pl.when(enough).then(low.clip(least, most)),
        score_high=pl.when(enough).then(high.clip(least, most)),
    ).with_columns(share_difference=pl.col("answered_share") - pl.col("asked_share"))


def reweighted(groups: pl.DataFrame) -> Reweighted | None:
    """The score of those who answered, and with each group counting by its share of those asked; None for no question.

    Post-stratification (Holt and Smith 1979, JRSS A 142:33), as reporting.reweighted_scores has it of all answers.
    groups: as with_scores takes them. Intervals are normal, groups independent; n is `answered`. The variance of a
    group with one answer cannot be told: it counts with that between the groups' means.
    """
    asked, answered = int(groups["asked"].sum()), int(groups["answered"].sum())
    if not asked:
        return None
    rows = [row for row in groups.iter_rows(named=True) if row["answered"]]
    covered = sum(row["asked"] for row in rows)
    apart = (groups["answered"] / max(answered, 1) - groups["asked"] / asked).abs().max() if answered else 0.0
    if answered < FLOOR:
        return Reweighted(asked, answered, covered / asked, apart, None, None)
    plain = sum(row["points"] for row in rows) / answered
    within = between = weighted = variance = 0.0
    for row in rows:
        n, mean, weight = row["answered"], row["points"] / row["answered"], row["asked"] / covered
        squares = max(row["squares"] - row["points"] * mean, 0.0)
        within += squares
        between += n * (mean - plain) ** 2
        weighted += weight * mean
        variance += weight**2 * (squares / (n - 1) if n > 1 else (mean - plain) ** 2) / n
    half = Z * sqrt((within + between) / (answered - 1) / answered)
    back = Z * sqrt(variance)
    return Reweighted(
        asked, answered, covered / asked, apart, Estimate(plain, plain - half, plain + half),
        Estimate(weighted, weighted - back, weighted + back),
    )  # fmt: skip
