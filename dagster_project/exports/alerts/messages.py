"""A message: events of one occasion for one channel, and how it reads."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dagster_project.exports.alerts.events import AlertEvent

MESSAGES = uuid.UUID("0f0a3b0e-3d55-5a39-8f0d-6f0c4f1ec0de")
"""Namespace of the ids of messages (RFC 9562, version 5)."""

FIRST, REMINDER = "first", "reminder"
LISTED = 50
"""Events that are listed in a message; of more the number is told."""

WHEN = {"lasts": "since {} UTC", "happened": "at {} UTC", "over": "began {} UTC, over by now"}


@dataclass(frozen=True)
class Telling:
    """An event that a channel is to be told of. occurrence: from 1; number: 0 the first time, then of the reminder."""

    event: AlertEvent
    channel: str
    recipients: tuple[str, ...]
    occurrence: int = 1
    number: int = 0

    @property
    def occasion(self) -> str:
        """first or reminder."""
        return REMINDER if self.number else FIRST

    @property
    def key(self) -> tuple[str, int, str, int]:
        """What is told once."""
        return (self.event.key, self.occurrence, self.channel, self.number)


@dataclass(frozen=True)
class Message:
    """Tellings of one channel and occasion; more than one where they are a storm."""

    channel: str
    tellings: tuple[Telling, ...]

    @property
    def message_id(self) -> str:
        """The same for the same tellings, in whatever run."""
        return str(uuid.uuid5(MESSAGES, repr(sorted(telling.key for telling in self.tellings))))

    @property
    def priority(self) -> str:
        """That of the gravest event."""
        return min(telling.event.priority for telling in self.tellings)

    @property
    def occasion(self) -> str:
        """first or reminder."""
        return self.tellings[0].occasion


def document_of(message: Message, release_id: str, as_of: datetime, url: str | None) -> dict[str, Any]:
    """The message as a document: what a webhook gets, and what the texts of other channels are made of."""
    tellings = sorted(message.tellings, key=lambda telling: _gravest_and_newest(telling.event))
    events = [telling.event for telling in tellings]
    return {
        "message_id": message.message_id,
        "occasion": message.occasion,
        "priority": message.priority,
        "title": _title(message.occasion, events),
        "count": len(events),
        "recipients": sorted({name for telling in message.tellings for name in telling.recipients}),
        "alerts": [_event(telling) for telling in tellings],
        "release_id": release_id,
        "as_of": as_of.isoformat(),
        "url": f"{url.rstrip('/')}/alerts" if url else None,
    }


def text_of(document: dict[str, Any]) -> str:
    """The document as plain lines, for people."""
    lines = [document["title"], ""]
    for alert in document["alerts"][:LISTED]:
        of = ", ".join(part for part in (alert["tenant"], alert["component"]) if part and part != alert["about"])
        lines.append(f"• {alert['priority']} {alert['about']}{f' ({of})' if of else ''}: {alert['evidence']}")
        began = alert["began_at"][:16].replace("T", " ")
        # Messages of earlier versions that are sent again do not say how it stands.
        when = WHEN[alert.get("stands", "lasts")].format(began)
        lines.append(f"  {when} · {alert['why']}")
    if len(document["alerts"]) > LISTED:
        lines.append(f"… and {len(document['alerts']) - LISTED} more.")
    lines += ["", f"For {', '.join(document['recipients'])}. As of {document['as_of'][:16].replace('T', ' ')} UTC."]
    if document["url"]:
        lines.append(document["url"])
    return "\n".join(lines)


def _title(occasion: str, events: Sequence[AlertEvent]) -> str:
    again = (
        "Still open: " if occasion == REMINDER else "Over by now: " if all(event.is_over for event in events) else ""
    )
    gravest = min(event.priority for event in events)
    if len(events) == 1:
        return f"{again}{gravest} {events[0].rule_label}: {events[0].about}"
    labels = sorted({event.rule_label for event in events})
    about = labels[0] if len(labels) == 1 else events[0].about
    return f"{again}{gravest} {about}: {len(events)} alerts"


def _gravest_and_newest(event: AlertEvent) -> tuple[bool, str, float, str]:
    """Sorts what lasts or happened before what is over, then the gravest first, then the newest."""
    return (event.is_over, event.priority, -event.began_at.timestamp(), event.key)


def _event(telling: Telling) -> dict[str, Any]:
    event = telling.event
    why = {recipient.reason for recipient in event.recipients if recipient.name in telling.recipients}
    return {
        "alert_key": event.key,
        "occurrence": telling.occurrence,
        "number": telling.number,
        "rule_id": event.rule_id,
        "rule": event.rule_label,
        "severity": event.severity,
        "priority": event.priority,
        "about": event.about,
        "subject": event.subject,
        "tenant_id": event.tenant_id,
        "tenant": event.tenant_name,
        "case_id": event.case_id,
        "component": event.component,
        "evidence": event.evidence,
        "began_at": event.began_at.isoformat(),
        "stands": "over" if event.is_over else "lasts" if event.is_open else "happened",
        "recipients": list(telling.recipients),
        "recipient_kinds": sorted({r.kind for r in event.recipients if r.name in telling.recipients}),
        "recipients_by_kind": _by_kind(telling),
        "why": " ".join(sorted(why)),
    }


def _by_kind(telling: Telling) -> dict[str, list[str]]:
    """Names by what they are told as: one team may be both on call and the desk that has the case."""
    found: dict[str, list[str]] = {}
    for recipient in telling.event.recipients:
        if recipient.name in telling.recipients:
            found.setdefault(recipient.kind, []).append(recipient.name)
    return {kind: sorted(names) for kind, names in sorted(found.items())}
