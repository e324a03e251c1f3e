"""Which groups of like customers there are, as of the moment looked at.

Numbers of each customer are brought to one scale (counts and money by log(1 + x), then standardised; what is not known
is the median, and a number that is not known of half of the customers is left out), and clustered by k-means. k is the
number from 2 to 6 with the greatest mean silhouette. Each cohort is told with its stability (judging.py), the numbers
that mark it, and a draft definition (drafting.py). All of it is description: a cohort is associated with its traits.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from dagster_project.segments.attributes import Kind, read_attributes
from dagster_project.segments.cohorts.drafting import Draft, draft
from dagster_project.segments.cohorts.judging import silhouettes, stability, verdict
from dagster_project.segments.cohorts.kmeans import k_means, nearest

COUNTED = ("arr_usd", "cases_90_days", "open_cases", "breached_cases_90_days", "feedback_90_days")
SCORED = ("health_score", "sentiment_90_days", "csat_365_days", "nps_score")
LEAST_CUSTOMERS = 50
MOST_CLUSTERED = 1_500
"""So many customers, drawn at random, are clustered; the others go to the nearest centre."""
MOST_SILHOUETTES = 600
MOST_COHORTS = 6
SEED = 20_070
LEAST_MARK = 0.5
"""Standard deviations from the mean of all customers from which a number marks a cohort."""

SCHEMA = {
    "source": pl.String, "tenant_id": pl.String, "customer_id": pl.String, "cohort_number": pl.Int64,
    "marks": pl.String, "silhouette": pl.Float64, "stability": pl.Float64, "verdict": pl.String,
    "cohort_count": pl.Int64, "clustered_count": pl.Int64, "features": pl.String, "definition": pl.String,
    "definition_size": pl.Int64, "definition_precision": pl.Float64, "definition_recall": pl.Float64,
}  # fmt: skip
"""One row per customer: the facts of the cohort stand in each of its rows."""


@dataclass(frozen=True)
class Features:
    """points: standardised, shape (customers, features). names: of the features, in order."""

    points: np.ndarray
    names: tuple[str, ...]


def detect(customers: pl.DataFrame) -> pl.DataFrame:
    """Every customer with the cohort it belongs to, by source (schema SCHEMA); no rows where there are too few.

    customers: rows of customer_attributes, one per source and customer.
    """
    found = [
        _of_source(source, rows.sort("customer_id"))
        for (source,), rows in customers.group_by("source", maintain_order=True)
    ]
    frames = [frame for frame in found if frame is not None]
    return pl.concat(frames) if frames else pl.DataFrame(schema=SCHEMA)


def features_of(customers: pl.DataFrame) -> Features:
    """What is clustered. A number that is the same for all, or known of less than half, is left out."""
    columns, names = [], []
    for name in (*COUNTED, *SCORED):
        values = customers[name].cast(pl.Float64).to_numpy().astype(float)
        known = ~np.isnan(values)
        if known.mean() < 0.5:
            continue
        values = np.where(known, values, np.median(values[known]))
        values = np.log1p(np.maximum(values, 0)) if name in COUNTED else values
        spread = values.std()
        if spread > 0:
            columns.append((values - values.mean()) / spread)
            names.append(name)
    points = np.column_stack(columns) if columns else np.zeros((customers.height, 0))
    return Features(points, tuple(names))


def _of_source(source: str, customers: pl.DataFrame) -> pl.DataFrame | None:
    if customers.height < LEAST_CUSTOMERS:
        return None
    features = features_of(customers)
    if len(features.names) < 2:
        return None
    rng = np.random.default_rng(SEED)
    sample = _drawn(features.points, MOST_CLUSTERED, rng)
    seen = _drawn(sample, MOST_SILHOUETTES, rng)
    # Several customers may be alike in everything: there are no more clusters than points that differ.
    most = min(MOST_COHORTS, len(np.unique(sample, axis=0)))
    choices = {k: k_means(sample, k, rng) for k in range(2, most + 1)}
    fits = {k: silhouettes(seen, nearest(seen, centres)).mean() for k, centres in choices.items()}
    centres = choices[max(fits, key=lambda k: fits[k])]
    stable = stability(sample, centres, rng)
    labels = nearest(features.points, centres)
    of_seen = nearest(seen, centres)
    each = silhouettes(seen, of_seen)
    order = np.argsort(-np.bincount(labels, minlength=len(centres)), kind="stable")
    parts = []
    for number, place in enumerate(order, 1):
        members = labels == place
        if not members.any():
            continue
        told = _draft(customers, members)
        parts.append(
            customers.filter(pl.Series(members)).select(
                pl.lit(source).alias("source"), "tenant_id", "customer_id", cohort_number=pl.lit(number, pl.Int64),
                marks=pl.lit(_marks(features, members), pl.String),
                silhouette=pl.lit(_mean(each[of_seen == place]), pl.Float64),
                stability=pl.lit(float(stable[place]), pl.Float64),
                verdict=pl.lit(verdict(float(stable[place]))),
                cohort_count=pl.lit(len(centres), pl.Int64), clustered_count=pl.lit(len(sample), pl.Int64),
                features=pl.lit(", ".join(features.names)),
                definition=pl.lit(told.definition if told else None, pl.String),
                definition_size=pl.lit(told.size if told else None, pl.Int64),
                definition_precision=pl.lit(told.precision if told else None, pl.Float64),
                definition_recall=pl.lit(told.recall if told else None, pl.Float64),
            )
        )  # fmt: skip
    return pl.concat(parts).select(pl.col(name).cast(kind) for name, kind in SCHEMA.items())


def _mean(values: np.ndarray) -> float | None:
    return float(values.mean()) if values.size else None


def _drawn(points: np.ndarray, most: int, rng: np.random.Generator) -> np.ndarray:
    return points if len(points) <= most else points[np.sort(rng.choice(len(points), most, replace=False))]


def _draft(customers: pl.DataFrame, members: np.ndarray) -> Draft | None:
    usable = [
        attribute for attribute in read_attributes().values()
        if attribute.kind in (Kind.NUMBER, Kind.TEXT) and attribute.name not in ("tenant_id", "tenant_name", "country")
    ]  # fmt: skip
    return draft(customers, members, usable)


def _marks(features: Features, members: np.ndarray) -> str:
    """The numbers in which a cohort differs most from all customers, at most three, with by how much."""
    means = features.points[members].mean(axis=0)
    order = [place for place in np.argsort(-np.abs(means), kind="stable") if abs(means[place]) >= LEAST_MARK][:3]
    return ", ".join(f"{features.names[place]} {means[place]:+.1f} sd" for place in order) or "near the mean in all"
