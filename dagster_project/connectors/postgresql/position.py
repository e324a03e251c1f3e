"""How far a table has been read, and from that what is to be read now. Stands in the fingerprint of its batch."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

OVERLAP = timedelta(hours=1)
"""So far back a run reads again: a load that was committed late has older times than one seen before it."""


@dataclass(frozen=True)
class Extent:
    """Of a table, or of one partition of it: its rows, and the newest time among them (ISO 8601)."""

    rows: int
    newest: str | None


@dataclass(frozen=True)
class Position:
    """How far a table has been read.

    place: where it was read and what was read of it, so that another database, table or choice of columns is not taken
        for the same one.
    columns: hash of all columns that the table had, read or not.
    parts: extent by partition; a table without partitions is one part without a name.
    """

    place: str
    columns: str
    parts: Mapping[str, Extent]

    @classmethod
    def parse(cls, fingerprint: str) -> Position | None:
        """From a batch's fingerprint; None for one that is not of this form."""
        try:
            told = json.loads(fingerprint)
            parts = {name: Extent(**extent) for name, extent in told["parts"].items()}
            return cls(told["place"], told["columns"], parts)
        except (ValueError, TypeError, KeyError, AttributeError):
            return None

    def fingerprint(self) -> str:
        """As it is written into the lake."""
        return json.dumps(dataclasses.asdict(self), sort_keys=True)

    def since(self, last: Position | None) -> dict[str, str | None] | None:
        """What is new: partition → the time from which on to read it, None for one to read whole.

        None where the table is to be read whole: nothing is known of it, another place was read, or rows have gone
        from a partition. A partition that is there no more says nothing: it was archived, and its rows stay.
        """
        if last is None or last.place != self.place:
            return None
        if any(name in last.parts and extent.rows < last.parts[name].rows for name, extent in self.parts.items()):
            return None
        since: dict[str, str | None] = {}
        for name, extent in self.parts.items():
            held = last.parts.get(name)
            if held == extent:
                continue
            since[name] = _overlapping(held.newest) if held and held.newest else None
        return since


def _overlapping(newest: str) -> str:
    return (datetime.fromisoformat(newest) - OVERLAP).isoformat()
