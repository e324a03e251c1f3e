"""What a planted effect is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class PlantedEffect:
    """One effect. Where it holds for a while only, the days count back from the end of the history.

    outcome: what it moves.
    size: how much, in `unit`: a factor on the outcome, a share, or points added to it.
    starts_days_before, lasts_days: when it begins, and how long it holds (to the end where lasts_days is None).
    """

    name: str
    outcome: str
    size: float
    unit: str
    what: str
    starts_days_before: int | None = None
    lasts_days: int | None = None
