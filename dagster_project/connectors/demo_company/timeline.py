"""Events of one kind, gathered step by step and put in order: by case, then by time.

What is added comes in the order of the story that tells it, not of time, and reaches beyond the end of the history.
`finish` moves events out of the time their case was deleted, drops those that come too late, and sorts the rest.
"""

from __future__ import annotations

import numpy as np
import polars as pl

from dagster_project.connectors.demo_company import rows
from dagster_project.connectors.demo_company.draws import Ints
from dagster_project.connectors.demo_company.endings import Endings
from dagster_project.connectors.demo_company.history import NEVER

TIME_BITS, RANK_BITS = 28, 4
"""An instant within the history fits into 28 bits of seconds (8.5 years), a rank within the second into 4."""


class Timeline:
    """A collection of events with the columns given by name; each column holds whole numbers or floats."""

    def __init__(self, endings: Endings, start: int) -> None:
        self._endings = endings
        self._start = start
        self._parts: list[dict[str, np.ndarray]] = []

    def add(self, case: Ints, at: Ints, rank: int = 0, **columns: np.ndarray | int) -> None:
        """Add one event per element, or none where `at` is NEVER or later. A single value holds for all.

        rank: order among events of a case in the same second, the lowest first (below 16).
        """
        happens = at < NEVER
        moved = self._endings.shifted(case[happens], at[happens])
        keeps = moved < self._endings.ends[case[happens]]
        self.add_as_is(case[happens][keeps], moved[keeps], rank, **{
            name: value[happens][keeps] if isinstance(value, np.ndarray) else value for name, value in columns.items()
        })  # fmt: skip

    def add_as_is(self, case: Ints, at: Ints, rank: int = 0, **columns: np.ndarray | int) -> None:
        """Add events that are neither moved nor dropped: the deletions, recoveries and mergers themselves."""
        part = {"case": case, "at": at, "rank": np.full(case.size, rank)}
        for name, value in columns.items():
            part[name] = value if isinstance(value, np.ndarray) else np.full(case.size, value)
        self._parts.append(part)

    def finish(self) -> Events:
        """All events in order."""
        columns = {name: np.concatenate([part[name] for part in self._parts]) for name in self._parts[0]}
        place = ((columns["case"] << TIME_BITS) + columns["at"] - self._start << RANK_BITS) + columns.pop("rank")
        order = np.argsort(place, kind="stable")
        return Events({name: values[order] for name, values in columns.items()})


class Events:
    """Events in order of case and time: columns `case` (place in the block), `at` (seconds), and the given ones."""

    def __init__(self, columns: dict[str, np.ndarray]) -> None:
        self._columns = columns
        self.case, self.at = columns["case"], columns["at"]
        self.is_first = np.ones(self.case.size, dtype=bool)
        self.is_first[1:] = self.case[1:] != self.case[:-1]
        self.is_last = np.roll(self.is_first, -1)

    def __getitem__(self, name: str) -> np.ndarray:
        return self._columns[name]

    def __len__(self) -> int:
        return self.case.size

    def only(self, which: np.ndarray) -> Events:
        """Some of the events, in the same order."""
        return Events({name: values[which] for name, values in self._columns.items()})

    def before(self, name: str, first: np.ndarray | int) -> np.ndarray:
        """A column's value in the event before, within the case; `first` for each case's first event."""
        shifted = np.roll(self[name], 1)
        return np.where(self.is_first, first, shifted)

    def ids(self, letter: str, case_ids: pl.Series) -> pl.Series:
        """An identifier for each event: its case, a letter for the kind, and its place within the case."""
        starts = np.flatnonzero(self.is_first)
        place = np.arange(len(self)) - np.repeat(starts, np.diff(np.append(starts, len(self))))
        return rows.joined(case_ids.gather(self.case), f"-{letter}", _ORDINALS.gather(place))

    def last_by_case(self, name: str, count: int, otherwise: np.ndarray | int) -> np.ndarray:
        """Of each of `count` cases the last event's value; `otherwise` where it has none."""
        values = np.broadcast_to(np.asarray(otherwise), (count,)).copy()
        values[self.case[self.is_last]] = self[name][self.is_last]
        return values


_ORDINALS = pl.Series([f"{place:03}" for place in range(1, 1000)])
