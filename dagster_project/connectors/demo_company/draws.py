"""Random draws, one value per row, that the subjects share. A draw never depends on another row."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Random = np.random.Generator
Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


def choose(rng: Random, count: int, weights: npt.ArrayLike) -> Ints:
    """`count` indices into weights, each with the probability that its weight gives it."""
    cumulative = np.cumsum(np.asarray(weights, dtype=np.float64))
    return np.searchsorted(cumulative[:-1] / cumulative[-1], rng.random(count), side="right")


def choose_by_row(rng: Random, weights: Floats, rows: Ints) -> Ints:
    """For each element of `rows` an index into that row of weights (shape: kinds × choices)."""
    cumulative = np.cumsum(weights, axis=1)
    cumulative /= cumulative[:, -1:]
    drawn = rng.random(rows.size)
    # Column by column: the choices are few and the rows many.
    chosen = np.zeros(rows.size, dtype=np.int64)
    for column in cumulative.T[:-1]:
        chosen += drawn >= column[rows]
    return chosen


def within(rng: Random, counts: Ints) -> Ints:
    """For each element a whole number from 0 to below its count."""
    return (rng.random(counts.size) * counts).astype(np.int64)


def spread(rng: Random, count: int, median: float | Floats, sigma: float) -> Floats:
    """Lognormal values: half lie below the median, and sigma says how long the tail is."""
    return median * np.exp(sigma * rng.standard_normal(count))


def between(rng: Random, count: int, low: float, high: float) -> Floats:
    """Uniform values."""
    return low + (high - low) * rng.random(count)


def portion(rng: Random, whole: Ints, low: float, high: float) -> Ints:
    """A random part of each whole, between two shares of it, rounded down; nothing of what is negative."""
    return (np.maximum(whole, 0) * between(rng, whole.size, low, high)).astype(np.int64)


def happens(rng: Random, count: int, share: float | Floats) -> Flags:
    """True with the given probability, one for all or one for each."""
    return rng.random(count) < share
