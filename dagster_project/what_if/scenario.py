"""A scenario: what would be otherwise. Read from a small YAML file, and refused with a reason where it makes no sense.

Example::

    name: faster_enterprise                 # lower-case letters, digits and _; the result is kept under it
    description: P1 of Enterprise in four hours, longer days, Christmas Eve off
    targets:                                # each wins over every policy for the cases that it names
      - {clock: resolution, priority: P1, sla_tier: Enterprise, target: 4 hours}
      - {clock: first_response, priority: [P2, P3], target: 6 business hours, calendar: CAL-EMEA}
    hours:                                  # replaces the weekly hours; a day that is not named is closed
      - {calendar: CAL-EMEA, mon-fri: ["08:00-20:00"], sat: ["10:00-14:00"]}
    holidays:
      add:    [{calendar: all, day: 2026-12-24}]
      remove: [{calendar: CAL-EMEA, day: 2026-05-01}]

`calendar: all` means every calendar. `priority`, `sla_tier`, `segment`, `tenant` and `source` narrow a target; each may
be a list.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from dagster_project.resources.errors import UserError
from data_contracts.vocabulary import CLOCKS, PRIORITIES, SLA_TIERS, TARGET_UNITS

NAME = re.compile(r"^[a-z][a-z0-9_]{0,62}$")
TARGET = re.compile(r"^(\d+(?:\.\d+)?)\s+([a-z_ ]+)$")
BLOCK = re.compile(r"^((?:[01]\d|2[0-3]):[0-5]\d)\s*-\s*((?:[01]\d|2[0-3]):[0-5]\d|24:00)$")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
ALL = "all"
SCOPE = {"priority": PRIORITIES, "sla_tier": SLA_TIERS, "segment": None, "tenant": None, "source": None}
"""What narrows a target, and the words that may stand there; None where only the data knows them."""


@dataclass(frozen=True)
class TargetChange:
    """Another target of a clock for some cases. scope: what narrows it → allowed values."""

    clock: str
    amount: float
    unit: str
    calendar: str | None = None
    scope: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class HoursChange:
    """Other weekly hours of a calendar: (ISO weekday, opens, closes)."""

    calendar: str
    blocks: tuple[tuple[int, str, str], ...]


@dataclass(frozen=True)
class HolidayChange:
    """A day that becomes a holiday of a calendar, or stops being one."""

    calendar: str
    day: date
    is_added: bool


@dataclass(frozen=True)
class Scenario:
    """Everything that is otherwise. text: the file as it was written."""

    name: str
    description: str
    targets: tuple[TargetChange, ...]
    hours: tuple[HoursChange, ...]
    holidays: tuple[HolidayChange, ...]
    text: str


def read_scenario(file: Path) -> Scenario:
    """The scenario in a file. Raises UserError, naming file and place, where it cannot be read or makes no sense."""
    try:
        text = file.read_text()
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"{file}: this file cannot be read: {error}.") from None
    return parse_scenario(text, str(file))


def parse_scenario(text: str, origin: str) -> Scenario:
    """The scenario in a text. origin: what errors call it."""
    try:
        document = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise UserError(f"{origin}: this is not YAML: {error}", "Mend the line it names.") from None
    except ValueError as error:
        # YAML takes a bare 2026-02-30 for a date, and cannot make one of it.
        raise UserError(f"{origin}: a date in it is none ({error}).", "Write days as 2026-12-24.") from None
    return _Reader(origin).scenario(document, text)


class _Reader:
    def __init__(self, origin: str) -> None:
        self.origin = origin

    def scenario(self, document: Any, text: str) -> Scenario:
        self._known("", document, ("name", "description", "targets", "hours", "holidays"))
        name = str(document.get("name", ""))
        if not NAME.match(name):
            raise self._fail("name", f"{name!r} is no name", "Lower-case letters, digits and _, from a letter on.")
        holidays = document.get("holidays") or {}
        self._known("holidays", holidays, ("add", "remove"))
        scenario = Scenario(
            name,
            str(document.get("description") or ""),
            tuple(self._target(f"targets[{n}]", row) for n, row in self._rows("targets", document.get("targets"))),
            tuple(self._hours(f"hours[{n}]", row) for n, row in self._rows("hours", document.get("hours"))),
            tuple(
                self._holiday(f"holidays.{verb}[{n}]", row, is_added=verb == "add")
                for verb in ("add", "remove")
                for n, row in self._rows(f"holidays.{verb}", holidays.get(verb))
            ),
            text,
        )
        if not (scenario.targets or scenario.hours or scenario.holidays):
            raise self._fail("", "nothing is otherwise", "Name targets, hours or holidays.")
        return scenario

    def _target(self, place: str, row: Any) -> TargetChange:
        self._known(place, row, ("clock", "target", "calendar", *SCOPE))
        if row.get("clock") not in CLOCKS:
            raise self._fail(
                f"{place}.clock", f"{row.get('clock')!r} is no clock", f"Write one of {', '.join(CLOCKS)}."
            )
        found = TARGET.match(str(row.get("target", "")).strip().lower())
        unit = found.group(2).strip().replace(" ", "_") if found else ""
        unit = unit if unit.endswith("s") else f"{unit}s"
        if not found or unit not in TARGET_UNITS or float(found.group(1)) == 0:
            raise self._fail(
                f"{place}.target",
                f"{row.get('target')!r} is no target",
                "Write 4 hours, 30 minutes or 2 business days.",
            )
        scope = {}
        for key, words in SCOPE.items():
            values = tuple(str(value) for value in _listed(row.get(key)))
            wrong = [value for value in values if words and value not in words]
            if wrong:
                raise self._fail(f"{place}.{key}", f"{wrong[0]!r} is unknown", f"Known are {', '.join(words)}.")
            if values:
                scope[key] = values
        if row.get("calendar") and not unit.startswith("business"):
            raise self._fail(
                f"{place}.calendar", f"{unit} run around the clock", "Leave it away, or use business units."
            )
        return TargetChange(row["clock"], float(found.group(1)), unit, row.get("calendar"), scope)

    def _hours(self, place: str, row: Any) -> HoursChange:
        if not isinstance(row, dict) or not row.get("calendar"):
            raise self._fail(place, "it does not say of which calendar", "Write calendar: all, or a calendar's id.")
        blocks: list[tuple[int, str, str]] = []
        for days, spans in row.items():
            if days == "calendar":
                continue
            for weekday in self._weekdays(place, str(days)):
                blocks += [(weekday, *self._block(f"{place}.{days}", span)) for span in _listed(spans)]
        blocks.sort()
        for (day, _, closes), (next_day, opens, _) in itertools.pairwise(blocks):
            if day == next_day and opens < closes:
                raise self._fail(place, f"blocks of {DAYS[day - 1]} overlap", "Write them apart, or as one.")
        return HoursChange(str(row["calendar"]), tuple(blocks))

    def _holiday(self, place: str, row: Any, *, is_added: bool) -> HolidayChange:
        self._known(place, row, ("calendar", "day"))
        day = row.get("day")
        try:
            day = day if isinstance(day, date) else date.fromisoformat(str(day))
        except ValueError:
            raise self._fail(f"{place}.day", f"{day!r} is no day", "Write it as 2026-12-24.") from None
        return HolidayChange(str(row.get("calendar") or ALL), day, is_added)

    def _weekdays(self, place: str, days: str) -> range | list[int]:
        first, _, last = days.lower().partition("-")
        if first not in DAYS or (last or first) not in DAYS or DAYS.index(last or first) < DAYS.index(first):
            raise self._fail(place, f"{days!r} is no weekday", f"Write {', '.join(DAYS)} or mon-fri.")
        return range(DAYS.index(first) + 1, DAYS.index(last or first) + 2)

    def _block(self, place: str, span: Any) -> tuple[str, str]:
        found = BLOCK.match(str(span).strip())
        if not found or found.group(1) >= found.group(2):
            raise self._fail(place, f"{span!r} is no opening block", 'Write "09:00-17:00", with the quotes.')
        return found.group(1), found.group(2)

    def _rows(self, place: str, rows: Any) -> Iterable[tuple[int, Any]]:
        if rows is not None and not isinstance(rows, list):
            raise self._fail(place, "this is no list", "Begin each line with a dash.")
        return enumerate(rows or [], start=1)

    def _known(self, place: str, row: Any, keys: Iterable[str]) -> None:
        if not isinstance(row, dict):
            raise self._fail(place, f"expected keys and values, found {row!r}", f"Known are {', '.join(keys)}.")
        for key in row:
            if key not in keys:
                raise self._fail(place, f"{key!r} is not known here", f"Known are {', '.join(keys)}.")

    def _fail(self, place: str, what: str, do: str) -> UserError:
        return UserError(f"{self.origin}{', ' if place else ''}{place}: {what}.", do)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]
