"""What every target of backlogs can do. A target knows its own calls, and nothing of weeks that were sent before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from dagster_project.exports.backlogs.ledger import DONE, GONE, IN_DOUBT, PUT_OFF, REFUSED, Remote
from dagster_project.exports.backlogs.week import Item
from dagster_project.exports.delivery.retrying import Delivery, Outcome

LABEL = "loompin"
"""Of every issue that is made, so that they can be found."""

OUTCOMES = {
    Outcome.DELIVERED: DONE, Outcome.REFUSED: REFUSED, Outcome.PUT_OFF: PUT_OFF, Outcome.IN_DOUBT: IN_DOUBT,
}  # fmt: skip


@dataclass(frozen=True)
class Sent:
    """What came of a create or an update.

    stops: nothing else will be accepted either (rights, address, a limit that lasts), so the rest is not tried.
    """

    outcome: str
    said: str = ""
    remote: Remote | None = None
    attempts: Sequence[Mapping[str, object]] = ()
    stops: bool = False


class LookUpFailed(Exception):
    """A target did not tell what it holds: nothing can be created without knowing. The words are for people."""


class Target(Protocol):
    """Jira, GitHub or a webhook.

    name: as in `--to`. knows_issues: it holds issues that can be looked up; else it forgets nothing by itself.
    """

    name: str
    knows_issues: bool

    def destination(self, backlog: str) -> str:
        """Where items of a backlog go; part of the ledger's key, and shown to people."""

    def find(
        self, backlog: str, keys: Sequence[str], doubtful: Mapping[str, datetime], known: Sequence[Remote]
    ) -> Mapping[str, Sequence[Remote]]:
        """Issues of items, the oldest first; keys without one are left out.

        doubtful: key → since when a create may have been made; the answer must be sure of those.
        known: issues of the target that the ledger knows.

        Raises LookUpFailed.
        """

    def create(self, item: Item, weeks: Mapping[str, Mapping[str, Any]]) -> Sent:
        """Make the issue of an item."""

    def update(self, remote: Remote | None, item: Item, weeks: Mapping[str, Mapping[str, Any]]) -> Sent:
        """Bring it up to date; doing so twice is the same as once."""


def sent(delivery: Delivery, remote: Remote | None = None, stops: bool = False) -> Sent:
    """What a delivery means for an item. A target that cannot be reached, or asks to wait for long, stops."""
    outcome = OUTCOMES[delivery.outcome]
    said = "" if outcome == DONE else delivery.said
    if delivery.again_at is not None:
        said += f"; it may be asked again from {delivery.again_at:%Y-%m-%d %H:%M} UTC on"
    records = [attempt.as_record() for attempt in delivery.attempts]
    return Sent(outcome, said, remote if outcome == DONE else None, records, stops or outcome == PUT_OFF)


def gone(delivery: Delivery) -> Sent:
    """The issue is not there any more."""
    records = [attempt.as_record() for attempt in delivery.attempts]
    return Sent(GONE, "it was removed there; it is not made again by itself", None, records)
