"""A definition for a cohort: a few conditions joined by `and` that hold for its members and for few others.

Conditions are added one by one, each time the one that raises F1 (the harmonic mean of precision and recall) most, as
in the covering algorithms (Fürnkranz 1999, Artificial Intelligence Review 13:3); at most three, and only where F1 gains
a hundredth. The draft is a tree of the very language (expression.py), so that it can be copied and saved as it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
import polars as pl

from dagster_project.segments.attributes import Attribute, Kind
from dagster_project.segments.expression import All, Comparison, Expression, Membership, joined, render

MOST_CONDITIONS = 3
LEAST_GAIN = 0.01
MOST_LEVELS = 12
"""Texts with more values than this (names, identifiers) are no description of a group."""


@dataclass(frozen=True)
class Draft:
    """A definition with how it fits: precision = members of both / all it names, recall = members of both / cohort."""

    definition: str
    precision: float
    recall: float
    size: int


def draft(customers: pl.DataFrame, is_member: np.ndarray, attributes: list[Attribute]) -> Draft | None:
    """The best definition found; None where no condition tells the cohort from the others.

    customers: one row each, with the attributes' columns. is_member: the same rows; n is all of them.
    """
    candidates = [found for attribute in attributes for found in _conditions(customers, is_member, attribute)]
    chosen: list[Expression] = []
    holds, best = np.ones(len(is_member), dtype=bool), _f1(np.ones(len(is_member), dtype=bool), is_member)
    for _ in range(MOST_CONDITIONS):
        scored = [(_f1(holds & mask, is_member), place) for place, (_, mask) in enumerate(candidates)]
        score, place = max(scored, key=lambda pair: (pair[0], -pair[1]), default=(0.0, 0))
        if score < best + LEAST_GAIN:
            break
        condition, mask = candidates[place]
        chosen.append(condition)
        holds, best = holds & mask, score
    if not chosen:
        return None
    both = int((holds & is_member).sum())
    return Draft(
        render(joined(All, chosen)), both / max(int(holds.sum()), 1), both / int(is_member.sum()), int(holds.sum())
    )


def _f1(holds: np.ndarray, is_member: np.ndarray) -> float:
    return 2 * float((holds & is_member).sum()) / max(int(holds.sum()) + int(is_member.sum()), 1)


def _conditions(
    customers: pl.DataFrame, is_member: np.ndarray, attribute: Attribute
) -> Iterator[tuple[Expression, np.ndarray]]:
    column = customers[attribute.name]
    if attribute.kind == Kind.NUMBER:
        values = column.cast(pl.Float64).to_numpy()
        known = values[~np.isnan(values)]
        if known.size:
            for bound in sorted({_readable(float(edge)) for edge in np.quantile(known, np.linspace(0.05, 0.95, 19))}):
                with np.errstate(invalid="ignore"):
                    yield Comparison(attribute.name, ">=", bound), values >= float(bound)
                    yield Comparison(attribute.name, "<", bound), values < float(bound)
    elif attribute.kind == Kind.TEXT:
        levels = column.drop_nulls().unique().sort().to_list()
        if not 1 < len(levels) <= MOST_LEVELS:
            return
        share = is_member.mean()
        masks = {level: (column == level).fill_null(False).to_numpy() for level in levels}
        for level, mask in masks.items():
            yield Comparison(attribute.name, "=", level), mask
        common = [level for level, mask in masks.items() if is_member[mask].mean() > share]
        if 1 < len(common) < len(levels):
            yield Membership(attribute.name, tuple(common)), np.logical_or.reduce([masks[level] for level in common])


def _readable(edge: float) -> Decimal:
    """A bound of two digits that say something: nobody defines a segment by 48,731.25."""
    if edge == 0:
        return Decimal(0)
    digits = 1 - int(np.floor(np.log10(abs(edge))))
    number = Decimal(str(round(edge, digits)))
    return (number.quantize(Decimal(1)) if digits <= 0 else number).normalize()
