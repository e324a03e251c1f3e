"""What was meant to be told and what came of it: a journal under the data folder, only ever added to.

The intent, with the whole message, is on the disk before anything is sent; the result after. An intent without a result
is what a crash left: where the channel knows a repetition it is sent again under the same id, elsewhere it stays in
doubt and is shown, for nobody may be told of one thing twice.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from dagster_project.exports.alerts.messages import Message, Telling
from dagster_project.exports.delivery.journal import Journal
from dagster_project.exports.delivery.retrying import Outcome

OUTCOMES = {
    Outcome.DELIVERED: "delivered", Outcome.REFUSED: "failed", Outcome.PUT_OFF: "failed", Outcome.IN_DOUBT: "in doubt",
}  # fmt: skip
PENDING = "pending"


@dataclass
class SentMessage:
    """A message of the ledger. outcome: pending (no result yet), delivered, failed or in doubt."""

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

    def result(self, message_id: str, outcome: Outcome, said: str, attempts: int, now: datetime) -> None:
        """Write down what came of it."""
        self._write(
            "result", now, message_id=message_id, outcome=OUTCOMES[outcome], kind_of_outcome=str(outcome), said=said,
            attempts=attempts,
        )  # fmt: skip

    def hold(self, tellings: Iterable[Telling], until: datetime | None, why: str, now: datetime) -> None:
        """Write down what waits, until when (None: until something changes), and why."""
        for telling in tellings:
            self._write(
                "held", now, key=list(telling.key), until=until.isoformat() if until else None, why=why,
                title=f"{telling.event.priority} {telling.event.rule_label}: {telling.event.about}",
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
        known = state.messages.get(record["message_id"])
        if known is not None:
            known.outcome = PENDING
            return
        sent = SentMessage(record["message_id"], record["channel"], record["channel_kind"], record["document"], at)
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
        sent.failures += record["outcome"] != "delivered"
    elif record["record"] == "held":
        key, occurrence, channel, number = record["key"]
        state.held[(key, occurrence, channel, number)] = record
    elif record["record"] == "ended":
        state.occurrences[record["key"]] = (record["occurrence"], True)
    elif record["record"] == "answered":
        state.answered[(record["key"], record["occurrence"])] = record
