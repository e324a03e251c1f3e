"""What was meant to be told and what came of it: a journal under the data folder, only ever added to.

The intent, with the whole message, is on the disk before anything is sent; the result after. An intent without a result
is what a crash left: where the channel knows a repetition it is sent again under the same id, elsewhere it stays in
doubt and is shown, for nobody may be told of one thing twice.

A record that cannot be taken up, or an alert in it without its key, is passed over: nothing may stop later ticks.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from dagster_project.exports.alerts.messages import Message
from dagster_project.exports.delivery.journal import Journal
from dagster_project.exports.delivery.retrying import Outcome

OUTCOMES = {
    Outcome.DELIVERED: "delivered", Outcome.REFUSED: "failed", Outcome.PUT_OFF: "failed", Outcome.IN_DOUBT: "in doubt",
}  # fmt: skip
PENDING = "pending"

KEYS = frozenset({"alert_key", "occurrence", "number"})
"""What an alert is known by."""


@dataclass
class SentMessage:
    """A message of the ledger. outcome: pending (no result yet), delivered, failed or in doubt.

    left: of several who were to get it, who was refused while others were accepted.
    """

    message_id: str
    channel: str
    channel_kind: str
    document: dict[str, Any]
    meant_at: datetime
    outcome: str = PENDING
    said: str = ""
    attempts: int = 0
    failures: int = 0
    result_at: datetime | None = None
    left: tuple[str, ...] = ()

    @property
    def told(self) -> list[tuple[str, int, str, int]]:
        """The keys of its tellings."""
        return [
            (alert["alert_key"], alert["occurrence"], self.channel, alert["number"])
            for alert in self.document["alerts"]
        ]


@dataclass
class LedgerState:
    """What the journal says up to now.

    told: event, occurrence and channel → its messages, in order. occurrences: of events that are states, which is
    going on, and whether it has ended. answered: keys of events that a person has answered, by occurrence.
    """

    messages: dict[str, SentMessage] = field(default_factory=dict)
    told: dict[tuple[str, int, str], list[SentMessage]] = field(default_factory=dict)
    occurrences: dict[str, tuple[int, bool]] = field(default_factory=dict)
    answered: dict[tuple[str, int], dict[str, str]] = field(default_factory=dict)
    held: dict[tuple[str, int, str, int], dict[str, Any]] = field(default_factory=dict)

    def last_occurrence(self, key: str) -> int:
        """The number of the occurrence that was told of last, or will be first."""
        return self.occurrences.get(key, (1, False))[0]

    def occurrence(self, key: str) -> int:
        """The number of the occurrence that an event that is there now belongs to."""
        number, is_over = self.occurrences.get(key, (1, False))
        return number + 1 if is_over else number


@dataclass(frozen=True)
class Ledger:
    """The journal of alerts."""

    journal: Journal

    def state(self) -> LedgerState:
        """What it says up to now."""
        state = LedgerState()
        for record in self.journal.read():
            with suppress(KeyError, TypeError, ValueError):
                _take_up(state, record)
        return state

    def intend(self, message: Message, channel_kind: str, document: dict[str, Any], now: datetime) -> SentMessage:
        """Write down what is about to be sent."""
        sent = SentMessage(message.message_id, message.channel, channel_kind, document, now)
        self._write(
            "intent", now, message_id=sent.message_id, channel=sent.channel, channel_kind=channel_kind,
            document=document,
        )  # fmt: skip
        return sent

    def intend_again(self, sent: SentMessage, document: dict[str, Any], now: datetime) -> SentMessage:
        """Write down that it is about to be sent once more, as it may leave now."""
        self._write(
            "intent", now, message_id=sent.message_id, channel=sent.channel, channel_kind=sent.channel_kind,
            document=document,
        )  # fmt: skip
        return replace(sent, document=document, outcome=PENDING)

    def result(
        self, message_id: str, outcome: Outcome, said: str, attempts: int, now: datetime, left: Sequence[str] = ()
    ) -> None:
        """Write down what came of it, and who is still to be reached though others were."""
        self._write(
            "result", now, message_id=message_id, outcome=OUTCOMES[outcome], kind_of_outcome=str(outcome), said=said,
            attempts=attempts, left=list(left),
        )  # fmt: skip

    def hold(
        self, key: tuple[str, int, str, int], title: str, until: datetime | None, why: str, now: datetime,
        release_id: str | None = None, approval: str | None = None,
    ) -> None:  # fmt: skip
        """Write down what waits, until when (None: until something changes), and why.

        release_id: whose policies hold it; approval: the id that a person can let it go by.
        """
        self._write(
            "held", now, key=list(key), title=title, until=until.isoformat() if until else None, why=why,
            release_id=release_id, approval=approval,
        )  # fmt: skip

    def end(self, key: str, occurrence: int, now: datetime) -> None:
        """Write down that a state is over."""
        self._write("ended", now, key=key, occurrence=occurrence)

    def answer(self, key: str, occurrence: int, by: str, reason: str, now: datetime) -> None:
        """Write down that somebody has taken it up; no reminder follows."""
        self._write("answered", now, key=key, occurrence=occurrence, by=by, reason=reason)

    def _write(self, record: str, now: datetime, **values: Any) -> None:
        self.journal.write({"record": record, "at": now.astimezone(UTC).isoformat(), **values})


def _take_up(state: LedgerState, record: dict[str, Any]) -> None:
    at = datetime.fromisoformat(record["at"])
    if record["record"] == "intent":
        document = record["document"]
        document = {**document, "alerts": [alert for alert in document["alerts"] if alert.keys() >= KEYS]}
        known = state.messages.get(record["message_id"])
        if known is not None and known.told:
            known.outcome, known.document = PENDING, document
            return
        sent = SentMessage(record["message_id"], record["channel"], record["channel_kind"], document, at)
        state.messages[sent.message_id] = sent
        for key, occurrence, channel, number in sent.told:
            state.told.setdefault((key, occurrence, channel), []).append(sent)
            state.held.pop((key, occurrence, channel, number), None)
            state.occurrences.setdefault(key, (occurrence, False))
            if occurrence > state.occurrences[key][0]:
                state.occurrences[key] = (occurrence, False)
    elif record["record"] == "result" and record["message_id"] in state.messages:
        sent = state.messages[record["message_id"]]
        sent.outcome, sent.said, sent.result_at = record["outcome"], record["said"], at
        sent.attempts += record["attempts"]
        sent.left = tuple(record.get("left", ()))
        sent.failures += record["outcome"] != "delivered" or bool(sent.left)
        for told in sent.told if record["outcome"] == "delivered" else ():
            state.held.pop(told, None)
    elif record["record"] == "held":
        key, occurrence, channel, number = record["key"]
        state.held[(key, occurrence, channel, number)] = record
    elif record["record"] == "ended":
        state.occurrences[record["key"]] = (record["occurrence"], True)
    elif record["record"] == "answered":
        state.answered[(record["key"], record["occurrence"])] = record
