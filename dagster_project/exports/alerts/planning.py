"""What is to be sent now, what waits and until when. It decides and does nothing.

1. An event is told once for each channel: if it lasts, or was over no longer than `fresh_hours` before the release.
2. While it lasts and nobody answers, a P0 is told again every 4 hours and a P1 every day (the case model's cadence).
3. Where everybody behind a channel has quiet hours it waits until they end; a P0 that lasts passes.
4. More than `storm_events` of one rule, or else about one subject, are one message; if so many were told within
   `storm_minutes`, later ones wait until those are over and come together.
5. What failed is sent again, the same message under the same id: at the next tick, then after 5, 10, 20 … minutes, as
   long as somebody is still to be told of it and not in their quiet hours. What was given up goes on at its cadence.
6. Of a release older than `stale_hours` nothing is told: what lasted then may be long over.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from dagster_project.exports.alerts.events import STATE, AlertEvent
from dagster_project.exports.alerts.ledger import PENDING, LedgerState, SentMessage
from dagster_project.exports.alerts.messages import Message, Telling
from dagster_project.exports.alerts.settings import AlertSettings, Route

CADENCE = {"P0": timedelta(hours=4), "P1": timedelta(days=1)}
"""How often one is reminded."""

FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=5), timedelta(hours=4)
GIVE_UP_AFTER = timedelta(hours=48)
"""What fails after so long is given up, and shown; quiet hours may lie between, so it is the attempt that counts."""


@dataclass(frozen=True)
class Waiting:
    """A telling that waits. until: None until something changes."""

    telling: Telling
    until: datetime | None
    why: str


@dataclass
class Plan:
    """messages: new ones; again: those that failed; broken_off: those that a crash left without a result, and that may
    not be repeated; waiting; untold: events that no channel is set for; over: states that have ended, with the
    occurrence; stale: why nothing is told of this release."""

    messages: list[Message] = field(default_factory=list)
    again: list[SentMessage] = field(default_factory=list)
    broken_off: list[SentMessage] = field(default_factory=list)
    waiting: list[Waiting] = field(default_factory=list)
    untold: list[AlertEvent] = field(default_factory=list)
    over: list[tuple[str, int]] = field(default_factory=list)
    stale: str | None = None

    @property
    def is_empty(self) -> bool:
        """True where nothing is to be sent or written down."""
        return not (self.messages or self.again or self.broken_off or self.over)

    def waiting_untold(self, state: LedgerState) -> list[Waiting]:
        """What waits and does not stand in the ledger so yet; what a policy holds stays told as that."""

        def is_told(waiting: Waiting) -> bool:
            record = state.held.get(waiting.telling.key, {})
            until = waiting.until.isoformat() if waiting.until else None
            return (record.get("until"), record.get("why")) == (until, waiting.why)

        return [w for w in self.waiting if not is_held_by_policy(w.telling.key, state) and not is_told(w)]

    def leave_out_held(self, state: LedgerState, release_id: str, approved: frozenset[str]) -> None:
        """Take out what policies of the same release have held back before, but for what was approved since."""

        def is_held(keys: Sequence[tuple[str, int, str, int]]) -> bool:
            held = [state.held.get(key, {}) for key in keys]
            return all(
                record.get("release_id") == release_id and record.get("approval") not in approved for record in held
            )

        self.messages = [m for m in self.messages if not is_held([telling.key for telling in m.tellings])]
        self.again = [sent for sent in self.again if not is_held(sent.told)]


def plan(
    events: Sequence[AlertEvent], state: LedgerState, settings: AlertSettings, as_of: datetime, now: datetime
) -> Plan:
    """What is to be done. as_of: of the release that the events are from; now: on the clock."""
    made = Plan(broken_off=_broken_off(state, settings), over=_over(events, state, as_of))
    made.stale = why_stale(as_of, now, settings.stale_hours)
    if made.stale:
        return made
    made.again = _again(events, state, settings, as_of, now)
    due: list[Telling] = []
    for event in events:
        tellings = _tellings(event, state, settings, as_of, now)
        if tellings is None:
            made.untold.append(event)
            continue
        for telling, routes in tellings:
            until = _quiet_until(telling.event, routes, now)
            if until is None:
                due.append(telling)
            else:
                made.waiting.append(Waiting(telling, until, "quiet hours"))
    # What a policy has held goes by itself, so that it is no part of a storm, and leaves as soon as it may.
    by_channel: dict[str, list[Telling]] = {}
    for telling in due:
        if is_held_by_policy(telling.key, state):
            made.messages.append(Message(telling.channel, (telling,)))
        else:
            by_channel.setdefault(telling.channel, []).append(telling)
    for tellings in by_channel.values():
        _group(tellings, state, settings, now, made)
    return made


def is_held_by_policy(key: tuple[str, int, str, int], state: LedgerState) -> bool:
    """Whether the gate has kept it back, and not quiet hours or a storm."""
    return bool(state.held.get(key, {}).get("release_id"))


def why_stale(as_of: datetime, now: datetime, stale_hours: int) -> str | None:
    """Why nothing is told of a release of that moment; None where it is young enough."""
    if now - as_of <= timedelta(hours=stale_hours):
        return None
    return (
        f"Nothing is told: the release knows everything up to {as_of.astimezone(UTC):%Y-%m-%d %H:%M} UTC, "
        f"more than {stale_hours} hours ago (stale_hours)."
    )


def _tellings(
    event: AlertEvent, state: LedgerState, settings: AlertSettings, as_of: datetime, now: datetime
) -> list[tuple[Telling, list[Route]]] | None:
    """What is to be told of an event now, a telling for each channel; None where no channel is set for it."""
    by_channel: dict[str, list[tuple[str, Route]]] = {}
    for name, route in _routes(event, settings):
        for channel in route.channels:
            by_channel.setdefault(channel, []).append((name, route))
    is_fresh = _is_fresh(event, settings, as_of)
    if all(settings.route(recipient.name, recipient.kind) is None for recipient in event.recipients):
        return None if is_fresh else []
    occurrence = state.occurrence(event.key)
    found = []
    for channel, told in by_channel.items():
        earlier = state.told.get((event.key, occurrence, channel), [])
        if not earlier:
            is_due = is_fresh and (event.key, occurrence) not in state.answered
        else:
            knows = channel in settings.channels and settings.channels[channel].knows_repetition
            is_due = _is_reminder_due(event, occurrence, earlier[-1], state, knows, now)
        if is_due:
            names = tuple(sorted({name for name, _ in told}))
            found.append((Telling(event, channel, names, occurrence, len(earlier)), [route for _, route in told]))
    return found


def _routes(event: AlertEvent, settings: AlertSettings) -> list[tuple[str, Route]]:
    """Who is told of an event by which route."""
    found = [(told.name, settings.route(told.name, told.kind)) for told in event.recipients]
    return [(name, route) for name, route in found if route is not None and route.tells(event.severity)]


def _is_fresh(event: AlertEvent, settings: AlertSettings, as_of: datetime) -> bool:
    return event.is_open or event.began_at > as_of - timedelta(hours=settings.fresh_hours)


def _is_answered(event: AlertEvent, occurrence: int, state: LedgerState) -> bool:
    return event.is_answered or (event.key, occurrence) in state.answered


def _is_reminder_due(
    event: AlertEvent, occurrence: int, last: SentMessage, state: LedgerState, knows_repetition: bool, now: datetime
) -> bool:
    cadence = CADENCE.get(event.priority)
    if cadence is None or not event.is_open or _is_answered(event, occurrence, state):
        return False
    # What is still to be delivered is sent again as it is. One in doubt counts as told, and so does one given up.
    is_still_sent = is_to_be_repeated(last, knows_repetition) and not is_given_up(last)
    is_told = last.outcome in ("delivered", "in doubt") or not is_still_sent
    return is_told and now - last.meant_at >= cadence


def _quiet_until(event: AlertEvent, routes: list[Route], now: datetime) -> datetime | None:
    """When the first of those behind the channel may be disturbed again; None where one may be now."""
    if event.is_urgent:
        return None
    ends = [route.quiet.until(now) for route in routes]
    known = [end for end in ends if end is not None]
    return min(known) if len(known) == len(ends) else None


def _group(due: list[Telling], state: LedgerState, settings: AlertSettings, now: datetime, made: Plan) -> None:
    """Messages of one channel: storms by rule, then by subject, then each by itself; every telling is in one."""
    recent = _recent(state, due[0].channel, settings, now)
    left = due
    by_rule: Callable[[Telling], tuple[str, ...]] = lambda t: ("rule", t.event.rule_id)  # noqa: E731
    by_subject: Callable[[Telling], tuple[str, ...]] = lambda t: ("about", t.event.case_id or t.event.subject)  # noqa: E731
    for group_of in (by_rule, by_subject):
        groups: dict[tuple[object, ...], list[Telling]] = {}
        for telling in left:
            # A P0 is not buried among others, and a reminder is not news.
            # Policies of one source are not to hold back what another tells.
            group = (*group_of(telling), telling.event.is_urgent, telling.occasion, telling.event.source)
            groups.setdefault(group, []).append(telling)
        left = []
        for key, members in groups.items():
            before = recent.get((str(key[0]), str(key[1])), [])
            if len(before) >= settings.storm_events and not key[2]:
                until = before[0] + timedelta(minutes=settings.storm_minutes)
                made.waiting += [Waiting(telling, until, "a storm that was told of") for telling in members]
            elif len(before) + len(members) > settings.storm_events and len(members) > 1:
                made.messages.append(Message(members[0].channel, tuple(members)))
            else:
                left += members
    made.messages += [Message(telling.channel, (telling,)) for telling in left]


def _recent(
    state: LedgerState, channel: str, settings: AlertSettings, now: datetime
) -> dict[tuple[str, str], list[datetime]]:
    """When a channel was told, within the minutes of a storm, by rule and by subject; the latest moment first."""
    found: dict[tuple[str, str], list[datetime]] = {}
    since = now - timedelta(minutes=settings.storm_minutes)
    for sent in state.messages.values():
        if sent.channel == channel and sent.meant_at > since:
            for alert in sent.document["alerts"]:
                # Identifiers, since names in a message that has left may be redacted.
                for key in (("rule", alert["rule_id"]), ("about", alert["case_id"] or alert["subject"])):
                    found.setdefault(key, []).append(sent.meant_at)
    return {key: sorted(moments, reverse=True) for key, moments in found.items()}


def _again(
    events: Sequence[AlertEvent], state: LedgerState, settings: AlertSettings, as_of: datetime, now: datetime
) -> list[SentMessage]:
    by_key = {event.key: event for event in events}
    return [
        sent
        for sent in state.messages.values()
        if sent.channel in settings.channels
        and is_to_be_repeated(sent, settings.channels[sent.channel].knows_repetition)
        and not is_given_up(sent)
        and (sent.result_at is None or now >= sent.result_at + wait_after(sent.failures))
        and _is_still_to_be_told(sent, by_key, state, settings, as_of, now)
    ]


def _is_still_to_be_told(
    sent: SentMessage, events: Mapping[str, AlertEvent], state: LedgerState, settings: AlertSettings, as_of: datetime,
    now: datetime,
) -> bool:  # fmt: skip
    """Whether of one of its events somebody behind the channel is still to be told, and may be now."""
    for key, occurrence, channel, _ in sent.told:
        event = events.get(key)
        if event is None or occurrence != state.occurrence(key):
            continue
        if _is_answered(event, occurrence, state) or not _is_fresh(event, settings, as_of):
            continue
        routes = [route for _, route in _routes(event, settings) if channel in route.channels]
        if routes and _quiet_until(event, routes, now) is None:
            return True
    return False


def _broken_off(state: LedgerState, settings: AlertSettings) -> list[SentMessage]:
    """What has no result, and is not repeated because the other side would take it for another message."""
    return [
        sent
        for sent in state.messages.values()
        if sent.outcome == PENDING
        and not (sent.channel in settings.channels and settings.channels[sent.channel].knows_repetition)
    ]


def is_to_be_repeated(sent: SentMessage, knows_repetition: bool) -> bool:
    """What failed or did not reach all; and what is in doubt or was broken off, where the other side knows it again."""
    return sent.outcome == "failed" or bool(sent.left) or (sent.outcome in (PENDING, "in doubt") and knows_repetition)


def is_given_up(sent: SentMessage) -> bool:
    """Where an attempt so long after it was meant has failed, too."""
    return sent.result_at is not None and sent.result_at - sent.meant_at > GIVE_UP_AFTER


def wait_after(failures: int) -> timedelta:
    """How long to leave it after so many failures: none after the first, then twice as long each time."""
    return timedelta(0) if failures <= 1 else min(FIRST_WAIT * 2 ** min(failures - 2, 10), LONGEST_WAIT)


def _over(events: Sequence[AlertEvent], state: LedgerState, as_of: datetime) -> list[tuple[str, int]]:
    """States that were told of and are not there any more; of a release from before that nothing follows."""
    there = {event.key for event in events if event.is_state}
    told_as_of: dict[str, datetime] = {}
    for sent in state.messages.values():
        for key, *_ in sent.told:
            looked_at = datetime.fromisoformat(sent.document["as_of"])
            told_as_of[key] = max(looked_at, told_as_of.get(key, looked_at))
    return [
        (key, number)
        for key, (number, is_over) in state.occurrences.items()
        if key.endswith(STATE) and not is_over and key not in there and as_of >= told_as_of.get(key, as_of)
    ]
