"""Telling, from release to ledger: what the sensor and `loompin alerts send` call."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Protocol

from dagster_project.exports.alerts.channels.channel import ONLY_TO
from dagster_project.exports.alerts.events import AlertEvent, Release, events_of
from dagster_project.exports.alerts.ledger import Ledger, LedgerState, SentMessage
from dagster_project.exports.alerts.messages import Message, Telling, document_of
from dagster_project.exports.alerts.planning import Plan, plan
from dagster_project.exports.alerts.settings import AlertSettings
from dagster_project.exports.delivery.retrying import Deliverer, Outcome, Patience
from dagster_project.exports.governance.approvals import ApprovalBook
from dagster_project.exports.governance.outgoing import Held, Outgoing, outgoing
from dagster_project.exports.governance.policies import Policies, read_policies

PATIENCE = Patience(attempts=3, first_wait=1.0, longest_wait=15.0, seconds_per_attempt=10.0)
"""A tick does not wait long: the next one tries again."""

IDENTIFIERS = frozenset({"message_id", "release_id", "as_of", "url", "occasion", "priority"})
PLAIN = frozenset({"alert_key", "rule_id", "severity", "priority", "subject", "tenant_id", "case_id", "began_at"})
"""Keys of our own and of the platform; what was said by people is in none of them."""


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
    book: ApprovalBook | None = None,
) -> Told:
    """Tell what is due. Two ticks at once do not: the second raises UserError, and sends nothing.

    book: where a person approves what policies make wait; without one it waits for ever.
    """
    deliverer = deliverer or Deliverer(patience=PATIENCE)
    with ledger.journal.only_writer():
        now, state = deliverer.clock.now(), ledger.state()
        told = Told(plan(release.events, state, settings, release.as_of, now))
        tick = _Tick(release, settings, ledger, state, deliverer, book, on_result, now, told)
        tick.note_what_is_not_sent()
        for sent in told.plan.again:
            tick.send_again(sent)
        for message in told.plan.messages:
            tick.send(message)
    return told


@dataclass
class _Tick:
    """One going through what is due. state, now: as the tick began; told: what it has done so far."""

    release: ReleaseOfAlerts
    settings: AlertSettings
    ledger: Ledger
    state: LedgerState
    deliverer: Deliverer
    book: ApprovalBook | None
    on_result: Callable[[str, Outcome], None]
    now: datetime
    told: Told

    def note_what_is_not_sent(self) -> None:
        """Write down what is over, what a crash broke off, and what waits."""
        for key, occurrence in self.told.plan.over:
            self.ledger.end(key, occurrence, self.now)
        for broken in self.told.plan.broken_off:
            self.ledger.result(broken.message_id, Outcome.IN_DOUBT, "broken off before its answer came", 0, self.now)
        for waiting in self.told.plan.waiting_untold(self.state):
            self.ledger.hold(waiting.telling.key, _title(waiting.telling), waiting.until, waiting.why, self.now)

    def send_again(self, sent: SentMessage) -> None:
        """What failed: through the gate once more, as what policies say and which names are known may have changed."""
        told_of = {key for key, *_ in sent.told}
        judged = [
            _held(event, self.release, self.book, self.now) for event in self.release.events if event.key in told_of
        ]
        cleared = next(filter(None, judged), None) or _cleared(sent.message_id, sent.document, self.release)
        if isinstance(cleared, Held):
            self._hold(sent.message_id, cleared, dict.fromkeys(sent.told, str(sent.document["title"])))
            return
        self._deliver(self.ledger.intend_again(sent, cleared, self.deliverer.clock.now()))

    def send(self, message: Message) -> None:
        """A new message, without the events of which nothing may be said."""
        judged = judge(message, self.release, self.settings.dashboards_url, self.book, self.now)
        for telling, held in judged.held:
            self._hold(message.message_id, held, {telling.key: _title(telling)})
        if judged.document is not None:
            kind = self.settings.channels[message.channel].kind
            self._deliver(self.ledger.intend(judged.message, kind, judged.document, self.deliverer.clock.now()))

    def _hold(self, message_id: str, held: Held, titles: Mapping[tuple[str, int, str, int], str]) -> None:
        """Keep why it is held back, once for each release and reason."""
        self.told.held_back.append((message_id, held.reason))
        for key, title in titles.items():
            known = self.state.held.get(key)
            if known is None or (known["why"], known.get("release_id")) != (held.reason, self.release.release_id):
                self.ledger.hold(key, title, None, held.reason, self.now, self.release.release_id, held.approval)

    def _deliver(self, sent: SentMessage) -> None:
        document = {**sent.document, ONLY_TO: list(sent.left)} if sent.left else sent.document
        result = self.settings.channels[sent.channel].deliver(document, self.deliverer)
        outcome, left = result.outcome, result.left
        if sent.left and outcome is not Outcome.DELIVERED:
            # The others have it.
            outcome, left = Outcome.DELIVERED, sent.left
        self.ledger.result(sent.message_id, outcome, result.said, result.attempts, self.deliverer.clock.now(), left)
        title = str(sent.document["title"])
        self.told.results.append((sent.channel, title, outcome, result.said))
        self.on_result(title, outcome)


@dataclass(frozen=True)
class Judged:
    """A message without what is held, its document as it may leave (None where nothing may), and what is held."""

    message: Message
    document: dict[str, Any] | None
    held: list[tuple[Telling, Held]]


def judge(
    message: Message, release: ReleaseOfAlerts, dashboards_url: str | None, book: ApprovalBook | None, now: datetime
) -> Judged:
    """Through the gate; with a book that is only read, as a dry run has it, nothing is asked of anybody."""
    answers = [(telling, _held(telling.event, release, book, now)) for telling in message.tellings]
    held = [(telling, why) for telling, why in answers if why]
    free = replace(message, tellings=tuple(telling for telling, why in answers if not why))
    if not free.tellings:
        return Judged(free, None, held)
    cleared = _cleared(free.message_id, document_of(free, release.release_id, release.as_of, dashboards_url), release)
    if isinstance(cleared, Held):
        return Judged(free, None, held + [(telling, cleared) for telling in free.tellings])
    return Judged(free, cleared, held)


def _held(event: AlertEvent, release: ReleaseOfAlerts, book: ApprovalBook | None, now: datetime) -> Held | None:
    """Why nothing may be said of an event; it asks for its money once, however often and to whom it is told."""
    thing = Outgoing(
        "alert", event.key, {}, source=event.source, subject=event.money_for, amount_usd=event.amount_usd
    )  # fmt: skip
    answer = outgoing(thing, release.policies, book, now)
    return answer if isinstance(answer, Held) else None


def _title(telling: Telling) -> str:
    return f"{telling.event.priority} {telling.event.rule_label}: {telling.event.about}"


def _cleared(message_id: str, document: Mapping[str, Any], release: ReleaseOfAlerts) -> dict[str, Any] | Held:
    """A message as it may leave: by the policies of its source, and without personal data."""
    events = {event.key: event for event in release.events}
    sources = {event.source for alert in document["alerts"] if (event := events.get(alert["alert_key"]))}
    source = sources.pop() if len(sources) == 1 else None
    thing = Outgoing("alert", message_id, {**document, "alerts": None}, identifiers=IDENTIFIERS, source=source)
    cleared = outgoing(thing, release.policies)
    if isinstance(cleared, Held):
        return cleared
    alerts = []
    for alert in document["alerts"]:
        event = events.get(alert["alert_key"])
        of = event.source if event else source
        one = outgoing(
            Outgoing("alert", str(alert["alert_key"]), alert, identifiers=PLAIN, source=of), release.policies
        )
        if isinstance(one, Held):
            return one
        alerts.append(one.fields)
    return {**cleared.fields, "alerts": alerts}


def read_release(release: Reader) -> ReleaseOfAlerts:
    """What a reader of the current release knows; it must see personal data, so that names are taken out."""
    info = release.info
    return ReleaseOfAlerts(info.release_id, info.as_of, tuple(events_of(release)), read_policies(release, info.as_of))
