"""Telling, from release to ledger: what the sensor and `loompin alerts send` call."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from dagster_project.exports.alerts.events import AlertEvent, Release, events_of
from dagster_project.exports.alerts.ledger import Ledger, SentMessage
from dagster_project.exports.alerts.messages import Message, document_of
from dagster_project.exports.alerts.planning import Plan, plan
from dagster_project.exports.alerts.settings import AlertSettings
from dagster_project.exports.delivery.retrying import Deliverer, Outcome, Patience
from dagster_project.exports.governance.outgoing import Held, Outgoing, outgoing
from dagster_project.exports.governance.policies import Policies, read_policies

PATIENCE = Patience(attempts=3, first_wait=1.0, longest_wait=15.0, seconds_per_attempt=10.0)
"""A tick does not wait long: the next one tries again."""

IDENTIFIERS = frozenset({"message_id", "release_id", "as_of", "url", "occasion", "priority"})


class Info(Protocol):
    """Which release it is, and the time its sources are looked at."""

    release_id: str
    as_of: datetime


class Reader(Release, Protocol):
    """A release that knows what it is, such as a ReleaseReader."""

    info: Info


@dataclass(frozen=True)
class ReleaseOfAlerts:
    """What is told of: a release's id and time, its events and its policies."""

    release_id: str
    as_of: datetime
    events: tuple[AlertEvent, ...]
    policies: Policies


@dataclass
class Told:
    """What a tick did: each message with what became of it, the plan behind it, and what governance held back."""

    plan: Plan
    results: list[tuple[str, str, Outcome, str]] = field(default_factory=list)
    held_back: list[tuple[str, str]] = field(default_factory=list)


def send_alerts(
    release: ReleaseOfAlerts,
    settings: AlertSettings,
    ledger: Ledger,
    deliverer: Deliverer | None = None,
    on_result: Callable[[str, Outcome], None] = lambda title, outcome: None,
) -> Told:
    """Tell what is due. Two ticks at once do not: the second raises UserError, and sends nothing."""
    deliverer = deliverer or Deliverer(patience=PATIENCE)
    with ledger.journal.only_writer():
        now = deliverer.clock.now()
        state = ledger.state()
        told = Told(plan(release.events, state, settings, release.as_of, now))
        for key, occurrence in told.plan.over:
            ledger.end(key, occurrence, now)
        for waiting in told.plan.waiting:
            known = state.held.get(waiting.telling.key)
            until = waiting.until.isoformat() if waiting.until else None
            if known is None or (known["until"], known["why"]) != (until, waiting.why):
                ledger.hold([waiting.telling], waiting.until, waiting.why, now)
        for sent in told.plan.again:
            _deliver(sent, settings, ledger, deliverer, told, on_result)
        for message in told.plan.messages:
            cleared = _cleared(message, release, settings)
            if isinstance(cleared, Held):
                told.held_back.append((message.message_id, cleared.reason))
                for telling in message.tellings:
                    known = state.held.get(telling.key)
                    if known is None or known["why"] != cleared.reason:
                        ledger.hold([telling], None, cleared.reason, now)
                continue
            kind = settings.channels[message.channel].kind
            sent = ledger.intend(message, kind, cleared, deliverer.clock.now())
            _deliver(sent, settings, ledger, deliverer, told, on_result)
    return told


def _cleared(message: Message, release: ReleaseOfAlerts, settings: AlertSettings) -> dict[str, object] | Held:
    document = document_of(message, release.release_id, release.as_of, settings.dashboards_url)
    sources = {telling.event.source for telling in message.tellings}
    thing = Outgoing(
        "alert", message.message_id, {**document, "alerts": None}, identifiers=IDENTIFIERS,
        source=sources.pop() if len(sources) == 1 else None,
    )  # fmt: skip
    cleared = outgoing(thing, release.policies)
    if isinstance(cleared, Held):
        return cleared
    return {**cleared.fields, "alerts": [_alert(alert, release.policies) for alert in document["alerts"]]}


PLAIN = frozenset(
    {"alert_key", "rule_id", "severity", "priority", "subject", "about", "tenant_id", "case_id", "began_at"}
)
"""Keys of our own and of the platform; what was said by people is in none of them."""


def _alert(alert: dict[str, object], policies: Policies) -> dict[str, object]:
    cleared = outgoing(Outgoing("alert", str(alert["alert_key"]), alert, identifiers=PLAIN), policies)
    # What denies the message has denied it before.
    return {} if isinstance(cleared, Held) else cleared.fields


def _deliver(
    sent: SentMessage,
    settings: AlertSettings,
    ledger: Ledger,
    deliverer: Deliverer,
    told: Told,
    on_result: Callable[[str, Outcome], None],
) -> None:
    result = settings.channels[sent.channel].deliver(sent.document, deliverer)
    ledger.result(sent.message_id, result.outcome, result.said, result.attempts, deliverer.clock.now())
    title = str(sent.document["title"])
    told.results.append((sent.channel, title, result.outcome, result.said))
    on_result(title, result.outcome)


def read_release(release: Reader) -> ReleaseOfAlerts:
    """What a reader of the current release knows; it must see personal data, so that names are taken out."""
    info = release.info
    return ReleaseOfAlerts(info.release_id, info.as_of, tuple(events_of(release)), read_policies(release, info.as_of))
