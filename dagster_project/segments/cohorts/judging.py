"""How good a clustering is: silhouettes, and the stability of each cluster when the customers are drawn anew."""

from __future__ import annotations

import numpy as np

from dagster_project.segments.cohorts.kmeans import k_means, nearest, squared_distances

DRAWS = 40
"""Bootstrap samples; the mean of so many Jaccard similarities has a standard error of 0.03 or so."""

STABLE, PATTERN = 0.75, 0.6
"""Mean Jaccard similarity from which Hennig (2007) takes a cluster for stable, and for a pattern in the data."""


def silhouettes(points: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """The silhouette of each point, from -1 to 1 (Rousseeuw 1987): (b - a) / max(a, b).

    a is the mean distance to the others of its own cluster, b the least mean distance to another cluster. A point alone
    in its cluster has 0. n = the points given; memory grows with n squared, so that larger data is sampled before.
    """
    distances = np.sqrt(squared_distances(points, points))
    numbers = np.unique(labels)
    sums = np.stack([distances[:, labels == number].sum(axis=1) for number in numbers], axis=1)
    counts = np.array([(labels == number).sum() for number in numbers])
    own = np.searchsorted(numbers, labels)
    rows = np.arange(len(points))
    of_own = counts[own]
    within = sums[rows, own] / np.maximum(of_own - 1, 1)
    means = sums / counts[None, :]
    means[rows, own] = np.inf
    between = means.min(axis=1)
    larger = np.maximum(within, between)
    return np.where((of_own > 1) & (larger > 0), (between - within) / np.where(larger > 0, larger, 1), 0.0)


def stability(points: np.ndarray, centres: np.ndarray, rng: np.random.Generator, draws: int = DRAWS) -> np.ndarray:
    """For each cluster the mean, over bootstrap samples, of its greatest Jaccard similarity to a cluster found anew.

    Method: Hennig 2007 (Computational Statistics & Data Analysis 52:258), clusterwise bootstrap; a sample's clusters
    are compared with the original ones on the distinct points that were drawn. From 0 to 1.
    """
    labels, k = nearest(points, centres), len(centres)
    found: list[np.ndarray] = []
    for _ in range(draws):
        drawn = np.unique(rng.integers(0, len(points), len(points)), return_counts=True)
        places, times = drawn
        sample = np.repeat(points[places], times, axis=0)
        again = nearest(points[places], k_means(sample, k, rng, starts=2))
        found.append(_best_jaccards(labels[places], again, k))
    # A cluster of which no point was drawn says nothing in that sample.
    with np.errstate(invalid="ignore"):
        return np.nan_to_num(np.nanmean(np.array(found), axis=0))


def _best_jaccards(original: np.ndarray, again: np.ndarray, k: int) -> np.ndarray:
    both = np.zeros((k, k))
    np.add.at(both, (original, again), 1)
    sizes, sizes_again = both.sum(axis=1), both.sum(axis=0)
    union = sizes[:, None] + sizes_again[None, :] - both
    best = (both / np.maximum(union, 1)).max(axis=1)
    return np.where(sizes > 0, best, np.nan)


def verdict(stable: float) -> str:
    """What a stability means, in Hennig's words."""
    return "stable" if stable >= STABLE else "a pattern" if stable >= PATTERN else "doubtful"
