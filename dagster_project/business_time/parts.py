"""Pieces of a JSON file that know their place, so that every complaint can name it."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

from dagster_project.resources.errors import UserError


class Part:
    """A piece of the file that knows its place, so that every complaint can name it."""

    def __init__(self, value: Any, place: str) -> None:
        self.value = value
        self.place = place

    def wrong(self, what: str, do: str = "Mend it there; the form is described in the file's readme.") -> UserError:
        """The error for something wrong at this place."""
        return UserError(f"{self.place}: {what}", do)

    def get(self, key: str, default: Any = None) -> Part:
        """A member of an object, or the default where it is absent."""
        if not isinstance(self.value, dict):
            raise self.wrong(f"expected an object, found {json.dumps(self.value)[:60]}")
        return Part(self.value.get(key, default), f"{self.place}, {key}")

    def need(self, key: str) -> Part:
        """A member that must be there."""
        part = self.get(key)
        if part.value is None:
            raise part.wrong("is missing")
        return part

    def items(self) -> list[Part]:
        """The elements of a list."""
        if not isinstance(self.value, list):
            raise self.wrong(f"expected a list, found {json.dumps(self.value)[:60]}")
        return [Part(value, f"{self.place}[{number}]") for number, value in enumerate(self.value)]

    def members(self) -> list[tuple[str, Part]]:
        """The members of an object."""
        if not isinstance(self.value, dict):
            raise self.wrong(f"expected an object, found {json.dumps(self.value)[:60]}")
        return [(key, Part(value, f"{self.place}, {key}")) for key, value in self.value.items()]

    def pair(self) -> tuple[Part, Part]:
        """The two elements of a [from, to) list."""
        parts = self.items()
        if len(parts) != 2:
            raise self.wrong(f"expected two times, [from, to), found {len(parts)}")
        return parts[0], parts[1]

    def text(self) -> str:
        """A text that is not empty."""
        if not isinstance(self.value, str) or not self.value:
            raise self.wrong(f"expected a text, found {json.dumps(self.value)[:60]}")
        return self.value

    def number(self) -> int:
        """A whole number of seconds, not negative."""
        if isinstance(self.value, bool) or not isinstance(self.value, int) or self.value < 0:
            raise self.wrong(f"expected a whole number of seconds from 0 on, found {json.dumps(self.value)[:60]}")
        return self.value

    def instant(self) -> datetime:
        """An instant, ISO 8601 with its offset."""
        try:
            moment = datetime.fromisoformat(self.text())
        except ValueError:
            raise self.wrong(f"{self.value!r} is no instant", "Write it as 2026-06-30T12:00:00Z.") from None
        if moment.tzinfo is None:
            raise self.wrong(f"{self.value!r} names no offset", "Write it as 2026-06-30T12:00:00Z.")
        return moment.astimezone(UTC)

    def date(self) -> date:
        """A local date."""
        try:
            return date.fromisoformat(self.text())
        except ValueError:
            raise self.wrong(f"{self.value!r} is no date", "Write it as 2026-06-30.") from None
