"""The alerts of a release, and who is to be told of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Protocol

import polars as pl

STATE = "/holds"
"""End of the key of an event that is a state: where it ends and comes again, it is another event."""

URGENT = "P0"


class Release(Protocol):
    """Whatever answers a select on a release, such as a ReleaseReader."""

    def sql(self, query: str) -> pl.DataFrame:
        """The rows of one select."""


@dataclass(frozen=True)
class Recipient:
    """Who is told, as what, and why."""

    name: str
    kind: str
    reason: str


@dataclass(frozen=True)
class AlertEvent:
    """Something that somebody is to be told of. priority: P0 to P3.

    money_for, amount_usd: what it asks money for, as approvals name it ("refund"), and how much.
    is_momentary: it happened and could not last, such as a bad word or a request.
    """

    key: str
    rule_id: str
    rule_label: str
    severity: str
    priority: str
    subject: str
    evidence: str
    began_at: datetime
    is_open: bool
    is_answered: bool = False
    source: str | None = None
    tenant_id: str | None = None
    tenant_name: str | None = None
    case_id: str | None = None
    component: str | None = None
    money_for: str | None = None
    amount_usd: Decimal | None = None
    subject_name: str | None = None
    is_momentary: bool = False
    recipients: tuple[Recipient, ...] = ()

    @property
    def is_state(self) -> bool:
        """True where it may end and come again under the same key."""
        return self.key.endswith(STATE)

    @property
    def is_urgent(self) -> bool:
        """True where it may wake people: a P0 that lasts. One that is over by now is told, and wakes nobody."""
        return self.priority == URGENT and self.is_open

    @property
    def is_over(self) -> bool:
        """True where it lasted and lasts no more."""
        return not self.is_open and not self.is_momentary

    @property
    def about(self) -> str:
        """The case, or whatever else it is about."""
        return self.case_id or self.subject_name or self.subject


EVENTS = """
    select alert_key, rule_id, rule_label, severity, alert_priority, subject, evidence, began_at, is_open,
        answered_at is not null, source, tenant_id, tenant_name, case_id, component, money_for, amount_usd, about,
        kind = 'reflex' and coalesce(ended_at = began_at, false)
    from reporting.alerts order by began_at, alert_key
"""
RECIPIENTS = """
    select alert_key, recipient, recipient_kind, reason from reporting.alert_recipients order by alert_key, recipient
"""


def events_of(release: Release) -> list[AlertEvent]:
    """The events of a release, the oldest first."""
    told: dict[str, list[Recipient]] = {}
    for key, name, kind, reason in release.sql(RECIPIENTS).iter_rows():
        told.setdefault(key, []).append(Recipient(name, kind, reason))
    return [
        AlertEvent(*row, recipients=tuple(told.get(row[0], ())))  # type: ignore[misc]
        for row in release.sql(EVENTS).iter_rows()
    ]
