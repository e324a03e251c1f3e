"""What the page on sentiment and NPS is asked to show, and below how many answers it says nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

FLOOR = 10
"""Answers of a week, month or quarter below which its score is not drawn."""
NOT_ENOUGH = "Not enough answers"
AFTER_CASE = {"survey_kind": ("after_case",)}
GRAINS = ("week", "month", "quarter")


@dataclass(frozen=True)
class Scope:
    """What the page is asked to show: by which periods, of which days (since is None for all), and the filters."""

    grain: str
    since: date | None
    until: date
    where: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def of(self, also: dict[str, tuple[str, ...]] | None = None) -> dict[str, tuple[str, ...]]:
        """The filters with some more. Surveys after cases have no title, so that no survey chosen leaves them out."""
        where = {**self.where, **(also or {})}
        if where.get("survey_kind") == AFTER_CASE["survey_kind"]:
            where.pop("survey_title", None)
        return where

    @property
    def words(self) -> list[str]:
        """The choices as they head a download."""
        days = f"{self.since or 'all'} to {self.until}"
        return [f"period: {days}", *(f"{name}: {', '.join(values)}" for name, values in self.where.items())]
