"""What was sent since, and what waits: read from the journals in the data folder, which are newer than any release.

Everything else that pages show is of the release they say; this is as of now, and they say that too.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import polars as pl

from dagster_project.exports.alerts.ledger import Ledger, LedgerState, SentMessage
from dagster_project.exports.delivery.journal import Journal
from dagster_project.exports.governance.approvals import ApprovalBook
from dagster_project.resources.paths import Home
from dashboards.reporting import Viewer

MESSAGES = {
    "meant_at": pl.Datetime("us", "UTC"), "title": pl.String, "alert_count": pl.Int64, "recipients": pl.String,
    "channel": pl.String, "occasion": pl.String, "outcome": pl.String, "said": pl.String, "attempts": pl.Int64,
    "result_at": pl.Datetime("us", "UTC"), "message_id": pl.String,
}  # fmt: skip
HELD = {"title": pl.String, "channel": pl.String, "until": pl.String, "why": pl.String}
APPROVALS = {
    "approval": pl.String, "kind": pl.String, "key": pl.String, "amount_usd": pl.Float64, "reason": pl.String,
    "asked_at": pl.Datetime("us", "UTC"), "decision": pl.String, "by": pl.String, "because": pl.String,
}  # fmt: skip

WORST_FIRST = ("failed", "refused", "in doubt", "pending", "delivered")


@dataclass(frozen=True)
class AlertRecords:
    """The journals as of the moment they were read."""

    state: LedgerState
    book: ApprovalBook
    read_at: datetime

    def messages(self) -> pl.DataFrame:
        """Every message, the newest first; one without a result was broken off."""
        rows = [
            [
                sent.meant_at,
                sent.document["title"],
                len(sent.document["alerts"]),
                ", ".join(sent.document["recipients"]),
                sent.channel,
                sent.document["occasion"],
                "broken off" if sent.outcome == "pending" else sent.outcome,
                sent.said,
                sent.attempts,
                sent.result_at,
                sent.message_id,
            ]
            for sent in reversed(self.state.messages.values())
        ]
        return pl.DataFrame(rows, schema=MESSAGES, orient="row")

    def held(self) -> pl.DataFrame:
        """What waits: until when, or until something changes."""
        rows = [
            [record["title"], channel, record["until"][:16].replace("T", " ") if record["until"] else None,
             record["why"]]
            for (_, _, channel, _), record in self.state.held.items()
            if record["until"] is None or datetime.fromisoformat(record["until"]) > self.read_at
        ]  # fmt: skip
        return pl.DataFrame(rows, schema=HELD, orient="row")

    def told(self) -> pl.DataFrame:
        """For each alert: when somebody was first and last told, how often, and whether somebody has taken it up.

        Of a state that has come again it is the last time; through several channels the worst outcome is told.
        """
        by_key: dict[str, list[tuple[str, list[SentMessage]]]] = {}
        for (key, occurrence, channel), messages in self.state.told.items():
            if occurrence == self.state.last_occurrence(key):
                by_key.setdefault(key, []).append((channel, messages))
        rows: dict[str, list[object]] = {}
        for key, channels in by_key.items():
            every = [message for _, messages in channels for message in messages]
            taken = self.state.answered.get((key, self.state.last_occurrence(key)))
            rows[key] = [
                min(message.meant_at for message in every),
                max(message.meant_at for message in every),
                len(every),
                ", ".join(sorted(channel for channel, _ in channels)),
                min((messages[-1].outcome for _, messages in channels), key=WORST_FIRST.index),
                taken["by"] if taken else None,
            ]
        for (key, _), record in self.state.answered.items():
            rows.setdefault(key, [None, None, 0, None, None, record["by"]])
        schema = {
            "alert_key": pl.String, "first_told_at": pl.Datetime("us", "UTC"), "last_told_at": pl.Datetime("us", "UTC"),
            "told_count": pl.Int64, "told_through": pl.String, "told_outcome": pl.String, "taken_up_by": pl.String,
        }  # fmt: skip
        return pl.DataFrame([[key, *row] for key, row in rows.items()], schema=schema, orient="row")

    def approvals(self) -> pl.DataFrame:
        """What waits or waited for a person; what nobody has decided first, the newest first."""
        rows = []
        for asked in reversed(self.book.asked()):
            made = self.book.decision(asked.approval)
            word = "waits" if made is None else "approved" if made.is_approved else "refused"
            rows.append(
                [asked.approval, asked.kind, asked.key, float(asked.amount_usd) if asked.amount_usd else None,
                 asked.reason, asked.asked_at, word, made.by if made else None, made.reason if made else None]
            )  # fmt: skip
        return pl.DataFrame(rows, schema=APPROVALS, orient="row").sort("decision", descending=True, maintain_order=True)


def read_alert_records(home: Path, viewer: Viewer) -> AlertRecords:
    """The journals of a data folder as they are now, cut to the tenants that a viewer may see."""
    folder = Home(home)
    state = Ledger(Journal(folder.alert_records)).state()
    book = ApprovalBook(Journal(folder.approvals))
    if viewer.tenants is not None:
        # A message is seen by who may see all of it; what waits does not say whose it is.
        seen = {m.message_id for m in state.messages.values() if _tenants_of(m) <= viewer.tenants}
        state = LedgerState(
            {key: message for key, message in state.messages.items() if key in seen},
            {key: left for key, sent in state.told.items() if (left := [m for m in sent if m.message_id in seen])},
            answered=state.answered,
        )
        book = ApprovalBook(Journal(folder.approvals.with_name("none.jsonl")))
    return AlertRecords(state, book, datetime.now(UTC))


def _tenants_of(message: SentMessage) -> set[str | None]:
    return {alert["tenant_id"] for alert in message.document["alerts"]}
