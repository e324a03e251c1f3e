"""Moments by cell, as the warehouse publishes them (reporting.driver_moments), and any part of them added up.

A cell is what one tenant's customers said of one kind in one week, divided by hash into buckets. Cells are also what is
drawn for intervals: in a part with many of them they are put together into GROUPS groups.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import polars as pl

from dagster_project.drivers import moments
from dagster_project.drivers.moments import Floats
from dagster_project.drivers.resampling import SEED

GROUPS = 100
STRATUM = ("segment", "kind")


@dataclass(frozen=True)
class Predictor:
    """One thing that an answer may name or a case may have had: its key, label, kind and, for a topic, its id."""

    predictor: str
    label: str
    kind: str
    topic_id: str | None


class Cells:
    """The cells of one outcome. Rows are ordered by stratum and, within it, at random but always in the same way."""

    def __init__(self, frame: pl.DataFrame, predictors: Sequence[Predictor]) -> None:
        """frame: tenant_id, segment, kind, week_start, n, sums (as the macro driver_moment_list writes them, of at
        least so many predictors)."""
        self.predictors = tuple(predictors)
        shuffled = frame.sort("tenant_id", "week_start", *STRATUM, "bucket").sample(fraction=1, shuffle=True, seed=SEED)
        ordered = shuffled.sort(*STRATUM, maintain_order=True)
        self._flat = _flat(ordered, len(self.predictors))
        self._about = ordered.drop("sums")
        self._control = ordered["kind"].rank("dense").cast(pl.Int64).to_numpy() - 1
        self._stratum = ordered.select(pl.struct(STRATUM).rank("dense").cast(pl.Int64) - 1).to_series().to_numpy()

    @property
    def tenants(self) -> list[str]:
        """Ids of the tenants that have cells."""
        return self._about["tenant_id"].drop_nulls().unique().sort().to_list()

    @property
    def segments(self) -> list[str]:
        """Segments that have cells."""
        return self._about["segment"].drop_nulls().unique().sort().to_list()

    @property
    def last_week(self) -> date:
        """Monday of the newest week."""
        return self._about["week_start"].max()

    def places(
        self,
        segments: Collection[str] = (),
        tenants: Collection[str] = (),
        kinds: Collection[str] = (),
        since: date | None = None,
        until: date | None = None,
    ) -> npt.NDArray[np.bool_]:
        """Which cells are in a part; nothing named takes all. since, until: weeks that begin on these days or between
        them."""
        wanted = [
            pl.col(name).is_in(list(values))
            for name, values in (("segment", segments), ("tenant_id", tenants), ("kind", kinds))
            if values
        ]
        if since:
            wanted.append(pl.col("week_start") >= since)
        if until:
            wanted.append(pl.col("week_start") <= until)
        if not wanted:
            return np.ones(len(self._flat), dtype=bool)
        return self._about.select(pl.all_horizontal(wanted).fill_null(False)).to_series().to_numpy()

    def answers(self, places: npt.NDArray[np.bool_]) -> int:
        """How many answers a part has."""
        return round(self._flat[places, 0].sum())

    def grouped(self, places: npt.NDArray[np.bool_], groups: int = GROUPS) -> tuple[Floats, npt.NDArray[np.int64]]:
        """The moments of a part (strata × groups × numbers), and the kind of answer that each stratum is of: what
        analysis.analyse takes. Strata are segments by kinds. Fewer groups where there are fewer cells."""
        flat = self._flat if places.all() else self._flat[places]
        if not len(flat):
            return np.zeros((1, 1, self._flat.shape[1])), np.zeros(1, dtype=np.int64)
        groups = min(groups, len(flat))
        _, starts, sizes = np.unique(self._stratum[places], return_index=True, return_counts=True)
        cuts = starts[:, None] + (np.arange(groups) * sizes[:, None]) // groups
        ends = np.concatenate([cuts[:, 1:], (starts + sizes)[:, None]], axis=1)
        # Cells of a small stratum go to groups that are spread over all, not to the first ones.
        summed = np.add.reduceat(flat, np.minimum(cuts.ravel(), len(flat) - 1), axis=0)
        summed[(cuts == ends).ravel()] = 0
        return summed.reshape(len(starts), groups, -1), self._control[places][starts]

    def by_week(self, places: npt.NDArray[np.bool_]) -> tuple[list[date], Floats, npt.NDArray[np.int64]]:
        """Mondays from the first week of a part to its last, the moments of each (weeks × strata × numbers), and the
        kind of answer that each stratum is of: what history.driver_history takes."""
        weeks = self._about["week_start"].filter(pl.Series(places))
        if weeks.is_empty():
            return [], np.zeros((0, 1, self._flat.shape[1])), np.zeros(1, dtype=np.int64)
        first = weeks.min()
        place = (weeks - first).dt.total_days().to_numpy() // 7
        _, starts, stratum = np.unique(self._stratum[places], return_index=True, return_inverse=True)
        key = place * (stratum.max() + 1) + stratum
        size = (place.max() + 1) * (stratum.max() + 1)
        flat = self._flat[places]
        summed = np.stack([np.bincount(key, weights=column, minlength=size) for column in flat.T], axis=1)
        mondays = pl.date_range(first, weeks.max(), "1w", eager=True).to_list()
        return mondays, summed.reshape(place.max() + 1, stratum.max() + 1, -1), self._control[places][starts]


def _flat(frame: pl.DataFrame, predictors: int) -> Floats:
    """n and the moments of the outcome and the first predictors (rows × numbers), contiguous."""
    numbers = frame["n"].cast(pl.Float64).to_numpy()[:, None]
    if frame.is_empty():
        return np.zeros((0, moments.length(predictors + 1)))
    listed = frame["sums"].explode().to_numpy().reshape(frame.height, -1)
    variables = moments.variables_of(listed.shape[1] + 1)
    first, second = np.triu_indices(variables)
    used = (first <= predictors) & (second <= predictors)
    places = np.concatenate([np.arange(predictors + 1), variables + np.flatnonzero(used)])
    return np.ascontiguousarray(np.concatenate([numbers, listed[:, places]], axis=1))
