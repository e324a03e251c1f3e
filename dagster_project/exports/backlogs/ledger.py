"""What was meant and what came of it, for every target: a journal, and what follows from it.

An intent is on disk before the call is made, its result after. So of every call that was cut off it is known that it
may have been made. What a target is believed to hold follows from the journal alone; targets are asked only where the
journal leaves a doubt, or has never heard of an item.

| record | says |
|---|---|
| `run` | an export of a week to a target begins |
| `intent` | a create or update of an item is about to be called; with all that is sent |
| `result` | what came of the intent: done, refused, put off, in doubt, gone |
| `end` | the export has come to its end: counts, and what is left to do |
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from dagster_project.exports.backlogs.week import Item
from dagster_project.exports.delivery.clock import Clock
from dagster_project.exports.delivery.journal import Journal

DONE, REFUSED, PUT_OFF, IN_DOUBT, GONE = "done", "refused", "put off", "in doubt", "gone"


@dataclass(frozen=True)
class Remote:
    """An issue at a target: its id, which never changes, the name people know it by, and its address."""

    id: str
    name: str = ""
    url: str = ""
    is_closed: bool = False


@dataclass
class Held:
    """What the journal says that a target holds of an item.

    weeks: week → hash of what was last sent for it; fields: week → what that was.
    last: week → hash of the last intent, whatever came of it; revisions: week → how often that became another one.
    open: week → the last intent for it of which nobody knows whether it was done.
    doubtful_since: since when there may be an issue that nobody has heard of, after a create; None without such doubt.
    is_unheard: that create has no result at all: it may have been made at any moment since, up to now.
    """

    remote: Remote | None = None
    is_gone: bool = False
    weeks: dict[str, str] = field(default_factory=dict)
    fields: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    last: dict[str, str] = field(default_factory=dict)
    revisions: dict[str, int] = field(default_factory=dict)
    open: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    doubtful_since: datetime | None = None
    is_unheard: bool = False

    def doubt(self, now: datetime) -> datetime | None:
        """Since when an issue may be there unknown to us, at the latest.

        An intent is written once, its call may be tried for minutes: without a result, the doubt begins now.
        """
        return now if self.is_unheard else self.doubtful_since

    def revision(self, week: str, told: str) -> int:
        """The revision that an intent with a hash is, or would be."""
        before = self.revisions.get(week, 0)
        return before + 1 if self.last.get(week, told) != told else before


@dataclass(frozen=True)
class Ledger:
    """The journal of backlogs, written by one export at a time."""

    journal: Journal
    clock: Clock

    def begin(self, target: str, destination: str, week: str, release_id: str) -> str:
        """An export begins; its id is given back."""
        run = uuid.uuid4().hex
        self._write("run", run=run, target=target, destination=destination, week=week, release_id=release_id)
        return run

    def end(self, run: str, counts: Mapping[str, int], problems: Sequence[str]) -> None:
        """It has come to its end, whether or not all was sent."""
        self._write("end", run=run, counts=dict(counts), problems=list(problems))

    def intend(self, run: str, target: str, destination: str, action: str, item: Item) -> str:
        """A call is about to be made; the id of the intent is given back."""
        intent = uuid.uuid4().hex
        self._write(
            "intent", intent=intent, run=run, target=target, destination=destination, action=action, key=item.key,
            week=item.week, hash=item.hash, fields=dict(item.fields),
        )  # fmt: skip
        return intent

    def result(
        self, intent: str, outcome: str, said: str = "", remote: Remote | None = None,
        attempts: Sequence[Mapping[str, object]] = (),
    ) -> None:  # fmt: skip
        """What came of an intent."""
        told = None if remote is None else {
            "id": remote.id, "name": remote.name, "url": remote.url, "is_closed": remote.is_closed,
        }  # fmt: skip
        self._write("result", intent=intent, outcome=outcome, said=said, remote=told, attempts=list(attempts))

    def found(self, target: str, destination: str, key: str, remote: Remote, copies: Sequence[str] = ()) -> None:
        """An issue of the item is at the target, whoever made it. copies: further ones, which should not be there."""
        self._write(
            "found", target=target, destination=destination, key=key, copies=list(copies),
            remote={"id": remote.id, "name": remote.name, "url": remote.url, "is_closed": remote.is_closed},
        )  # fmt: skip

    def absent(self, target: str, destination: str, key: str) -> None:
        """The target was asked long enough after a doubtful create, and there is no issue of the item."""
        self._write("absent", target=target, destination=destination, key=key)

    def forget(self, target: str, destination: str, key: str) -> None:
        """A removed issue may be made again."""
        self._write("forget", target=target, destination=destination, key=key)

    def _write(self, record: str, **told: Any) -> None:
        self.journal.write({"record": record, "at": self.clock.now().isoformat(), **told})


def holdings(records: Sequence[Mapping[str, Any]], target: str, destination: str) -> dict[str, Held]:
    """Key → what a target holds, as the journal says."""
    held: dict[str, Held] = {}
    intents: dict[str, Mapping[str, Any]] = {}
    for record in records:
        kind = record["record"]
        if kind == "intent":
            if (record["target"], record["destination"]) != (target, destination):
                continue
            intents[record["intent"]] = record
            _meant(held.setdefault(record["key"], Held()), record)
        elif kind == "result" and record["intent"] in intents:
            intent = intents[record["intent"]]
            _came_of_it(held[intent["key"]], intent, record)
        elif kind in ("found", "absent", "forget") and (record["target"], record["destination"]) == (
            target,
            destination,
        ):
            _seen(held.setdefault(record["key"], Held()), kind, record)
    return held


def _meant(item: Held, intent: Mapping[str, Any]) -> None:
    """Until its result is known, an intent is a doubt."""
    week = intent["week"]
    item.revisions[week] = item.revision(week, intent["hash"])
    item.last[week] = intent["hash"]
    item.open[week] = intent
    if intent["action"] == "create":
        item.doubtful_since, item.is_unheard = datetime.fromisoformat(intent["at"]), True


def _came_of_it(item: Held, intent: Mapping[str, Any], result: Mapping[str, Any]) -> None:
    outcome = result["outcome"]
    if intent["action"] == "create":
        item.doubtful_since = datetime.fromisoformat(result["at"]) if outcome == IN_DOUBT else None
        item.is_unheard = False
    if outcome != IN_DOUBT:
        item.open.pop(intent["week"], None)
    if outcome == DONE:
        _done(item, intent)
        if result["remote"]:
            item.remote = Remote(**result["remote"])
    if outcome == GONE:
        item.is_gone = True


def _done(item: Held, intent: Mapping[str, Any]) -> None:
    item.weeks[intent["week"]] = intent["hash"]
    item.fields[intent["week"]] = intent["fields"]


def _seen(item: Held, kind: str, record: Mapping[str, Any]) -> None:
    """What a look at the target settles."""
    creates = [intent for intent in item.open.values() if intent["action"] == "create"]
    item.doubtful_since, item.is_unheard = None, False
    for intent in creates:
        del item.open[intent["week"]]
    if kind == "found":
        item.remote, item.is_gone = Remote(**record["remote"]), False
        # An issue is made whole or not at all: what was in doubt is there as it was meant.
        for intent in creates:
            _done(item, intent)
    if kind == "forget":
        item.remote, item.is_gone = None, False
        item.weeks.clear()
