"""Precision and recall of links against labelled records.

Counted over pairs of labelled records: a pair is linked where both have one canonical id, true where both have one
label. Precision is the share of linked pairs that are true, recall the share of true pairs that are linked, F1 their
harmonic mean (van Rijsbergen 1979); n stands beside each. Intervals are Wilson's (1927) at 95 %; pairs of one person
are not independent, so they are rather too narrow.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import polars as pl


@dataclass(frozen=True)
class Accuracy:
    """records: those with a label. true, linked, right: pairs of them that are true, linked, and both."""

    records: int
    true: int
    linked: int
    right: int

    @property
    def precision(self) -> float | None:
        """right / linked; None where nothing was linked."""
        return self.right / self.linked if self.linked else None

    @property
    def recall(self) -> float | None:
        """right / true; None where no label stands twice."""
        return self.right / self.true if self.true else None

    @property
    def f1(self) -> float | None:
        """2 · right / (linked + true); None where both are none."""
        return 2 * self.right / (self.linked + self.true) if self.linked + self.true else None


def measure(labelled: pl.DataFrame) -> Accuracy:
    """`labelled` has `canonical_id` and `label`; records without a label are left out."""
    known = labelled.drop_nulls("label")
    return Accuracy(
        known.height, _pairs(known, "label"), _pairs(known, "canonical_id"), _pairs(known, "label", "canonical_id")
    )


def interval(right: int, n: int, z: float = 1.959964) -> tuple[float, float]:
    """Wilson's 95 % interval of a share; (0, 1) where n is 0."""
    if not n:
        return 0.0, 1.0
    share = right / n
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return max(0.0, middle - half), min(1.0, middle + half)


def _pairs(rows: pl.DataFrame, *columns: str) -> int:
    sizes = rows.group_by(columns).len()["len"].cast(pl.Int64)
    return int((sizes * (sizes - 1) // 2).sum())
