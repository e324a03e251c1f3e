"""Events, settings and ticks for the tests of alerts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from exports.emulators.clock import TestClock

from dagster_project.exports.alerts.channels.channel import Sent
from dagster_project.exports.alerts.events import AlertEvent, Recipient
from dagster_project.exports.alerts.ledger import Ledger
from dagster_project.exports.alerts.quiet_hours import QuietHours
from dagster_project.exports.alerts.sending import PATIENCE, ReleaseOfAlerts, Told, send_alerts
from dagster_project.exports.alerts.settings import AlertSettings, Route
from dagster_project.exports.delivery.journal import Journal
from dagster_project.exports.delivery.retrying import Deliverer, Outcome
from dagster_project.exports.governance.approvals import ApprovalBook
from dagster_project.exports.governance.policies import Policies

NOON = datetime(2026, 7, 1, 12, tzinfo=UTC)
ALWAYS = QuietHours(ZoneInfo("UTC"))
NIGHT = QuietHours(ZoneInfo("Europe/Berlin"), time(22), time(7))
DESK = (Recipient("Frontline EMEA", "desk", "The group that has the case."),)


def event(number: int = 1, priority: str = "P1", **changes: Any) -> AlertEvent:
    """A breach of a case of its own, an hour ago, that lasts."""
    told: dict[str, Any] = {
        "key": f"desk:sla_breach:C{number}/resolution/1", "rule_id": "sla_breach", "rule_label": "SLA breached",
        "severity": {"P0": "critical", "P1": "high", "P2": "medium", "P3": "low"}[priority], "priority": priority,
        "subject": "resolution", "evidence": f"resolution took {number} h of 4 h promised",
        "began_at": NOON - timedelta(hours=1), "is_open": True, "source": "desk", "tenant_id": "T1",
        "tenant_name": "Pine Bank", "case_id": f"C{number}", "component": "Search", "recipients": DESK,
    }  # fmt: skip
    return AlertEvent(**{**told, **changes})


@dataclass
class Paper:
    """A channel that writes down what it gets, and answers as ordered; delivered where nothing is ordered."""

    knows_repetition: bool = True
    kind: str = "paper"
    orders: list[Outcome] = field(default_factory=list)
    got: list[dict[str, Any]] = field(default_factory=list)

    def deliver(self, document: dict[str, Any], deliverer: Deliverer) -> Sent:
        outcome = self.orders.pop(0) if self.orders else Outcome.DELIVERED
        if outcome in (Outcome.DELIVERED, Outcome.IN_DOUBT):
            self.got.append(document)
        return Sent(outcome, "as ordered")


@dataclass
class Desk:
    """A data folder, a clock and channels: `tick` is what the sensor does."""

    folder: Path
    channels: dict[str, Any]
    routes: dict[str, Route] | None = None
    clock: TestClock = field(default_factory=lambda: TestClock(NOON))
    storm_events: int = 5
    policies: Policies = field(default_factory=Policies)
    release_id: str = "R1"

    @property
    def ledger(self) -> Ledger:
        return Ledger(Journal(self.folder / "alerts.jsonl"))

    @property
    def book(self) -> ApprovalBook:
        return ApprovalBook(Journal(self.folder / "approvals.jsonl"))

    @property
    def settings(self) -> AlertSettings:
        return AlertSettings(
            self.channels, self.routes or {"*": Route(tuple(self.channels), ALWAYS)}, self.storm_events
        )

    def tick(self, *events: AlertEvent, as_of: datetime | None = None, after: timedelta = timedelta(0)) -> Told:
        self.clock.moment += after
        release = ReleaseOfAlerts(self.release_id, as_of or self.clock.now(), tuple(events), self.policies)
        deliverer = Deliverer(clock=self.clock, patience=PATIENCE)
        return send_alerts(release, self.settings, self.ledger, deliverer, book=self.book)


def keys(documents: Sequence[dict[str, Any]]) -> list[str]:
    """Keys of the alerts in messages, in order."""
    return [alert["alert_key"] for document in documents for alert in document["alerts"]]
