"""How well probabilities foretold what happened, with intervals that know that looks at one customer go together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

DRAWS, BLOCK = 1_000, 100
"""Bootstrap samples, and how many are held in memory at once."""
FEWEST = 10
"""Customers with either outcome below which no interval is given."""

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Figure:
    """A figure with its 95 % interval, None where there are too few customers to give one."""

    value: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Foretelling:
    """skill: Brier skill score against the base rate (Brier 1950). concordance: area under the ROC curve. rival: the
    same by another score; difference: concordance less that. n: looks; customers: those that are drawn."""

    n: int
    customers: int
    skill: Figure
    concordance: Figure
    rival: Figure
    difference: Figure


def foretelling(
    probability: Numbers, base_rate: Numbers, rival: Numbers, happened: npt.NDArray[np.bool_], customer: npt.NDArray
) -> Foretelling | None:
    """Skill and concordance of probabilities, and the concordance of a rival score (higher: more likely).

    One row per look. base_rate: what the skill is measured against. customer: whose look it is. Intervals: percentiles
    of DRAWS bootstrap samples of whole customers (Efron 1979; Davison and Hinkley 1997, section 3.8), always the same
    draws. None where nothing happened, or everything did: neither figure is defined then.
    """
    if happened.all() or not happened.any():
        return None
    _, places = np.unique(customer, return_inverse=True)
    customers = int(places.max()) + 1
    errors = np.column_stack(
        [np.bincount(places, (told - happened) ** 2, customers) for told in (probability, base_rate)]
    )
    scores = [_by_level(score, happened, places, customers) for score in (probability, rival)]
    random = np.random.default_rng(1950)
    figures = [_figures(np.ones((1, customers)), errors, scores)]
    for _ in range(DRAWS // BLOCK):
        drawn = random.multinomial(customers, np.full(customers, 1 / customers), size=BLOCK).astype(np.float64)
        figures.append(_figures(drawn, errors, scores))
    has_interval = min(np.unique(places[happened]).size, np.unique(places[~happened]).size) >= FEWEST
    told = [_figure(values, has_interval) for values in np.concatenate(figures, axis=1)]
    return Foretelling(len(places), customers, *told)


def _figures(weights: Numbers, errors: Numbers, scores: list[tuple[Numbers, Numbers]]) -> Numbers:
    """Skill, both concordances and their difference for each row of weights of customers."""
    with np.errstate(invalid="ignore", divide="ignore"):
        ours_and_base = weights @ errors
        skill = 1 - ours_and_base[:, 0] / ours_and_base[:, 1]
        ours, theirs = (_concordance(weights @ with_event, weights @ without) for with_event, without in scores)
    return np.stack([skill, ours, theirs, ours - theirs])


def _by_level(
    score: Numbers, happened: npt.NDArray[np.bool_], places: npt.NDArray, customers: int
) -> tuple[Numbers, Numbers]:
    """Looks of each customer at each level of the score, the lowest first: those with the event, and those without."""
    levels, level = np.unique(score, return_inverse=True)
    counts = np.zeros((2, customers, len(levels)))
    np.add.at(counts, (np.where(happened, 0, 1), places, level), 1)
    return counts[0], counts[1]


def _figure(values: Numbers, has_interval: bool) -> Figure:
    drawn = values[1:][np.isfinite(values[1:])]
    if not has_interval or not drawn.size:
        return Figure(float(values[0]))
    low, high = np.percentile(drawn, [2.5, 97.5])
    return Figure(float(values[0]), float(low), float(high))


def _concordance(with_event: Numbers, without: Numbers) -> Numbers:
    """Of a look that was followed by the event and one that was not, how often the first has the higher score; ties
    count half (Mann and Whitney 1947). One row per draw, one column per level of the score."""
    below = np.cumsum(without, axis=1) - without / 2
    return (with_event * below).sum(axis=1) / (with_event.sum(axis=1) * without.sum(axis=1))
