"""k-means in numpy: seeding by k-means++ (Arthur and Vassilvitskii 2007), iteration by Lloyd (1982)."""

from __future__ import annotations

import numpy as np

MOST_STEPS = 60


def squared_distances(points: np.ndarray, centres: np.ndarray) -> np.ndarray:
    """Squared Euclidean distances, shape (points, centres)."""
    cross = points @ centres.T
    squares = (points**2).sum(axis=1)[:, None] - 2 * cross + (centres**2).sum(axis=1)[None, :]
    return np.maximum(squares, 0.0)


def nearest(points: np.ndarray, centres: np.ndarray) -> np.ndarray:
    """For each point the number of its nearest centre; of equally near ones the first."""
    return squared_distances(points, centres).argmin(axis=1)


def k_means(points: np.ndarray, k: int, rng: np.random.Generator, starts: int = 8) -> np.ndarray:
    """Centres, shape (k, features), of the best of several starts: that with the least sum of squared distances.

    points: shape (n, features), n >= k, without missing values. The same rng gives the same centres.
    """
    best, least = points[:k].copy(), np.inf
    for _ in range(starts):
        centres = _lloyd(points, _seeds(points, k, rng))
        total = squared_distances(points, centres).min(axis=1).sum()
        if total < least - 1e-12:
            best, least = centres, total
    return best


def _seeds(points: np.ndarray, k: int, rng: np.random.Generator) -> np.ndarray:
    """The first at random, each further one with probability proportional to its squared distance from those chosen."""
    chosen = [points[rng.integers(len(points))]]
    closest = squared_distances(points, np.array(chosen))[:, 0]
    for _ in range(k - 1):
        total = closest.sum()
        place = rng.choice(len(points), p=closest / total) if total > 0 else rng.integers(len(points))
        chosen.append(points[place])
        closest = np.minimum(closest, squared_distances(points, points[place][None, :])[:, 0])
    return np.array(chosen)


def _lloyd(points: np.ndarray, centres: np.ndarray) -> np.ndarray:
    centres = centres.copy()
    for _ in range(MOST_STEPS):
        labels = nearest(points, centres)
        counts = np.bincount(labels, minlength=len(centres))
        sums = np.zeros_like(centres)
        np.add.at(sums, labels, points)
        moved = np.where(counts[:, None] > 0, sums / np.maximum(counts, 1)[:, None], centres)
        if np.allclose(moved, centres, atol=1e-9):
            break
        centres = moved
    return centres
