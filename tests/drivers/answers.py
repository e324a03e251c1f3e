"""Answers made up for tests of driver analysis."""

from __future__ import annotations

import numpy as np

from dagster_project.drivers.analysis import Question, analyse
from dagster_project.drivers.moments import moments_of_rows
from dagster_project.drivers.result import DriverAnalysis


def analysed(values: np.ndarray, strata: np.ndarray | None = None, groups: int = 0, **settings) -> DriverAnalysis:
    """The analysis of rows, the outcome first. strata: the place of each row's; groups: 0 for a row each."""
    strata = np.zeros(len(values), dtype=int) if strata is None else strata
    groups = groups or len(values)
    group = np.arange(len(values)) % groups
    counted = np.stack(
        [moments_of_rows(values[strata == s], group[strata == s], groups) for s in range(strata.max() + 1)]
    )
    names = [f"x{place}" for place in range(1, values.shape[1])]
    is_mention = [bool(np.isin(column, (0, 1)).all()) for column in values.T[1:]]
    return analyse(counted, Question(names, is_mention, **settings))


def mentions(rng: np.random.Generator, rows: int, effects: list[float], share: float = 0.2) -> np.ndarray:
    """Scores that each named topic moves by its effect, with noise of one point."""
    named = (rng.random((rows, len(effects))) < share).astype(float)
    return np.column_stack([4 + named @ np.array(effects) + rng.standard_normal(rows), named])
