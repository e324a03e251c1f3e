"""The difference between a week and what the ledger says that a target holds, and closing it.

Every step may fail, or be the last of the process; the next run goes on from the ledger:

- an intent without a result, or with a doubtful one, is looked up before anything is created;
- before the first create of a run the target is asked for issues that the ledger has never heard of;
- updates are made of the whole text, so that one in doubt is simply made again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from dagster_project.exports.backlogs.ledger import DONE, GONE, IN_DOUBT, REFUSED, Held, Ledger, Remote, holdings
from dagster_project.exports.backlogs.target import LookUpFailed, Sent, Target
from dagster_project.exports.backlogs.week import BACKLOGS, Item, Week, withdrawn
from dagster_project.resources.errors import UserError

CREATE, UPDATE, UNCHANGED, REMOVED = "create", "update", "unchanged", "removed there"

REFUSED_IN_A_ROW = 3
"""So many refusals one after the other are the target's, not the items'."""

HELD_BACK = "held back"
"""What a policy does not let out, or not yet."""

LEFT_TO_DO = ("failed", "in doubt", "not tried")
"""Counts of a report that the next run has to bring to 0."""

UNTOLD = frozenset({"release_id", "content_hash", "cases_fingerprint", "link", "definition_version"})
"""Fields that a difference does not name: they say nothing about the item itself."""


@dataclass(frozen=True)
class Change:
    """What an export does about an item. changed: field → what was last sent and what is to be."""

    action: str
    item: Item
    changed: Mapping[str, tuple[Any, Any]] = field(default_factory=dict)
    remote: Remote | None = None


@dataclass
class Report:
    """What an export of a week to a target did, or in a dry run would do."""

    target: str
    destinations: Sequence[str]
    counts: Counter[str] = field(default_factory=Counter)
    changes: list[Change] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    @property
    def is_finished(self) -> bool:
        """Nothing is left to do."""
        return not any(self.counts[name] for name in LEFT_TO_DO)


def difference(week: Week, held: Mapping[tuple[str, str], Held], target: Target) -> list[Change]:
    """What has to be done for each item of a week, in order.

    held: what the target holds, by destination and key. Items that were sent for the week and are there no more are
    withdrawn. Raises UserError where the release has none of the week's items though some were sent.
    """
    present = {item.key for item in week.items} | {item.key for item in week.held}
    lost = [
        withdrawn(key, week.week, known.fields[week.week], week.release_id)
        for (_, key), known in sorted(held.items(), key=lambda pair: pair[0])
        if week.week in known.weeks and key not in present
    ]
    if lost and not present:
        raise UserError(
            f"The release has no items of {week.week}, though {len(lost)} were sent.",
            "If it was built from other sources, go back to the one before: loompin releases rollback ID.",
        )
    return [
        _change(item, held.get((target.destination(item.backlog), item.key), Held()), target.knows_issues)
        for item in (*week.items, *lost)
    ]


def _change(item: Item, known: Held, knows_issues: bool) -> Change:
    before = known.weeks.get(item.week)
    if known.is_gone:
        return Change(REMOVED, item, {}, known.remote)
    if before == item.hash and item.week not in known.open:
        return Change(UNCHANGED, item, {}, known.remote)
    is_there = known.remote is not None if knows_issues else before is not None
    changed = changed_fields(known.fields[item.week], item.fields) if before else {}
    return Change(UPDATE if is_there else CREATE, item, changed, known.remote)


def plan(week: Week, target: Target, ledger: Ledger) -> Report:
    """What an export would do; nothing is called and nothing is written."""
    report = Report(target.name, _destinations(target))
    report.changes = difference(week, _held(ledger, target), target)
    report.counts.update(change.action for change in report.changes)
    report.counts[HELD_BACK] = len(week.held)
    report.problems += [f"{item.title}: {item.reason}" for item in week.held]
    return report


def send_week(week: Week, target: Target, ledger: Ledger, again: bool = False) -> Report:
    """Send what is not there as it should be. again: make issues again that were removed at the target.

    The ledger must be held (`only_writer`). Raises UserError as difference does.
    """
    if again:
        for (destination, key), known in _held(ledger, target).items():
            if known.is_gone:
                ledger.forget(target.name, destination, key)
    difference(week, _held(ledger, target), target)
    run = ledger.begin(target.name, "; ".join(_destinations(target)), week.week, week.release_id)
    export = _Export(week, target, ledger, run, Report(target.name, _destinations(target)))
    try:
        export.look_up()
        export.send()
    except LookUpFailed as error:
        export.report.problems.append(str(error))
        export.report.counts["not tried"] += 1
    export.report.counts[HELD_BACK] = len(week.held)
    export.report.problems += [f"{item.title}: {item.reason}" for item in week.held]
    ledger.end(run, export.report.counts, export.report.problems)
    return export.report


@dataclass
class _Export:
    week: Week
    target: Target
    ledger: Ledger
    run: str
    report: Report

    def look_up(self) -> None:
        """Ask the target for issues that are to be created or may have been. Raises LookUpFailed."""
        if not self.target.knows_issues:
            return
        held = _held(self.ledger, self.target)
        changes = difference(self.week, held, self.target)
        backlog_of = {self.target.destination(backlog): backlog for backlog in BACKLOGS}
        for place, backlog in backlog_of.items():
            known = {key: of_item for (where, key), of_item in held.items() if where == place}
            now = self.ledger.clock.now()
            doubtful = {key: since for key, of_item in known.items() if (since := of_item.doubt(now))}
            new = {change.item.key for change in changes if change.action == CREATE
                   and self.target.destination(change.item.backlog) == place}  # fmt: skip
            keys = sorted(new | doubtful.keys())
            if keys:
                remotes = [of_item.remote for of_item in known.values() if of_item.remote]
                self._settle(place, keys, doubtful, self.target.find(backlog, keys, doubtful, remotes))

    def _settle(
        self, place: str, keys: Sequence[str], doubtful: Mapping[str, datetime],
        found: Mapping[str, Sequence[Remote]],
    ) -> None:  # fmt: skip
        for key in keys:
            remotes = found.get(key, ())
            if remotes:
                self.ledger.found(self.target.name, place, key, remotes[0], [remote.name for remote in remotes[1:]])
                self.report.counts["found"] += 1
            elif key in doubtful:
                self.ledger.absent(self.target.name, place, key)
            if len(remotes) > 1:
                names = ", ".join(remote.name for remote in remotes)
                self.report.problems.append(f"{key} is there {len(remotes)} times ({names}): the first is kept up.")

    def send(self) -> None:
        """Create and update, one after the other."""
        held = _held(self.ledger, self.target)
        refused_in_a_row, stopped = 0, False
        for change in difference(self.week, held, self.target):
            self.report.changes.append(change)
            if change.action in (UNCHANGED, REMOVED):
                self.report.counts[change.action] += 1
                continue
            if stopped:
                self.report.counts["not tried"] += 1
                continue
            place = self.target.destination(change.item.backlog)
            sent = self._send(change, place, held.get((place, change.item.key), Held()))
            self._count(change, sent)
            refused_in_a_row = refused_in_a_row + 1 if sent.outcome == REFUSED else 0
            stopped = sent.stops or refused_in_a_row >= REFUSED_IN_A_ROW

    def _send(self, change: Change, place: str, known: Held) -> Sent:
        item = replace(change.item, revision=known.revision(change.item.week, change.item.hash))
        meant = known.open.get(item.week)
        if meant is not None and meant["hash"] == item.hash:
            # What is said again is said in the same words.
            item = replace(item, fields=meant["fields"])
        weeks = {**known.fields, item.week: item.fields}
        intent = self.ledger.intend(self.run, self.target.name, place, change.action, item)
        if change.action == CREATE:
            sent = self.target.create(item, weeks)
        else:
            sent = self.target.update(known.remote, item, weeks)
        self.ledger.result(intent, sent.outcome, sent.said, sent.remote, sent.attempts)
        return sent

    def _count(self, change: Change, sent: Sent) -> None:
        counted = {DONE: f"{change.action}d", IN_DOUBT: IN_DOUBT, GONE: REMOVED}.get(sent.outcome, "failed")
        self.report.counts[counted] += 1
        if sent.outcome != DONE or sent.said:
            self.report.problems.append(f"{change.item.title} ({change.item.key}): {sent.said or sent.outcome}")


def _held(ledger: Ledger, target: Target) -> dict[tuple[str, str], Held]:
    records = ledger.journal.read()
    return {
        (place, key): known
        for place in _destinations(target)
        for key, known in holdings(records, target.name, place).items()
    }


def _destinations(target: Target) -> list[str]:
    return list(dict.fromkeys(target.destination(backlog) for backlog in BACKLOGS))


def changed_fields(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    """Field → what was sent and what is to be, of those that differ."""
    return {
        name: (before.get(name), value)
        for name, value in after.items()
        if name not in UNTOLD and before.get(name) != value
    }
