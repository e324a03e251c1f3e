"""What `[alerts]` in loompin.toml says. Without that section nothing is sent, and nothing is looked at.

[alerts]
time_zone = "Europe/Berlin"            # of quiet hours; UTC if left away
quiet_hours = "22:00-07:00"            # a P0 that lasts passes; the others wait
quiet_days = ["sat", "sun"]
storm_events = 5                       # more than so many of one rule or subject within
storm_minutes = 60                     # so many minutes are one message
fresh_hours = 48                       # what was over longer before the release is not told any more
stale_hours = 72                       # of a release older than that nothing is told
dashboards_url = "https://…"           # for the link in a message

[alerts.channels.pager]
type = "webhook"                       # url or url_env, hosts, secret_env, next_secret_env, allow_loopback_http

[alerts.channels.desk]
type = "slack"                         # url_env names the variable with the address of the incoming webhook

[alerts.channels.mail]
type = "email"                         # host, port, security (starttls, tls, none), user, password_env, from, to

[alerts.routes."on-call"]              # a kind of recipient, or a team's own name, or "*" for all others
channels = ["pager", "desk"]
quiet_hours = ""                       # their own; "" is never
least_severity = "high"                # low if left away
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from dagster_project.exports.alerts.channels.channel import Channel
from dagster_project.exports.alerts.channels.email import email_of
from dagster_project.exports.alerts.channels.slack import slack_of
from dagster_project.exports.alerts.channels.webhook import webhook_channel_of
from dagster_project.exports.alerts.quiet_hours import QuietHours
from dagster_project.exports.settings import Section
from dagster_project.resources.configuration import section_beside_sources
from dagster_project.resources.environment import Environment
from dagster_project.resources.errors import UserError

KINDS_OF_RECIPIENT = ("on-call", "component owner", "account team", "desk", "finance")
SEVERITIES = ("critical", "high", "medium", "low")
"""The gravest first."""

STALE_HOURS = 72
QUIET_KEYS = ("time_zone", "quiet_hours", "quiet_days")
KEYS = (
    *QUIET_KEYS,
    "storm_events",
    "storm_minutes",
    "fresh_hours",
    "stale_hours",
    "dashboards_url",
    "channels",
    "routes",
)
MAKERS = {"webhook": webhook_channel_of, "slack": slack_of, "email": email_of}


@dataclass(frozen=True)
class Route:
    """How a recipient is told. least_severity: of what is less grave they are not told."""

    channels: tuple[str, ...]
    quiet: QuietHours
    least_severity: str = "low"

    def tells(self, severity: str) -> bool:
        """Whether they are told of something so grave."""
        return SEVERITIES.index(severity) <= SEVERITIES.index(self.least_severity)


@dataclass(frozen=True)
class AlertSettings:
    """All of it. routes: by kind of recipient, name of a team, or *."""

    channels: Mapping[str, Channel]
    routes: Mapping[str, Route]
    storm_events: int = 5
    storm_minutes: int = 60
    fresh_hours: int = 48
    stale_hours: int = STALE_HOURS
    dashboards_url: str | None = field(default=None)

    def route(self, recipient: str, kind: str) -> Route | None:
        """The route of a team by its own name, its kind, or that of all others; None where nobody set one."""
        for name in (recipient, kind, "*"):
            if name in self.routes:
                return self.routes[name]
        return None


def stale_hours_of(environment: Environment) -> int | None:
    """From what age on nothing is told of a release; None where nobody is told of any. It needs no secret."""
    values = section_beside_sources(environment, "alerts")
    return _number(Section(f"{environment.config}, [alerts]", values), "stale_hours", STALE_HOURS) if values else None


def alert_settings(environment: Environment, needs_secrets: bool = True) -> AlertSettings | None:
    """What the file says; None where it has no section [alerts]. Raises UserError for what makes no sense.

    needs_secrets: False for a look at what would be sent, which no variable has to be set for.
    """
    values = section_beside_sources(environment, "alerts")
    if not values:
        return None
    where = f"{environment.config}, [alerts]"
    section = Section(where, values)
    section.only(*KEYS)
    quiet = _quiet(section, None)
    channels = {
        name: _channel(Section(f"{where[:-1]}.channels.{name}]", told, needs_secrets))
        for name, told in _tables(section, "channels")
    }
    routes = {
        name: _route(Section(f'{where[:-1]}.routes."{name}"]', told), channels, quiet)
        for name, told in _tables(section, "routes")
    }
    if not routes:
        raise UserError(f"{where}: nobody is told.", 'Write [alerts.routes."*"] with channels = ["…"].')
    return AlertSettings(
        channels, routes, _number(section, "storm_events", 5), _number(section, "storm_minutes", 60),
        _number(section, "fresh_hours", 48), _number(section, "stale_hours", STALE_HOURS), values.get("dashboards_url"),
    )  # fmt: skip


def _channel(section: Section) -> Channel:
    kind = section.text("type")
    if kind not in MAKERS:
        raise UserError(f"{section.where}: type is {kind!r}.", f"It is one of {', '.join(MAKERS)}.")
    return MAKERS[kind](section)


def _route(section: Section, channels: Mapping[str, Channel], quiet: QuietHours) -> Route:
    section.only(*QUIET_KEYS, "channels", "least_severity")
    named = section.values.get("channels")
    if not isinstance(named, list) or not named or not all(name in channels for name in named):
        raise UserError(
            f"{section.where}: channels is {named!r}.",
            f"Write a list of those that [alerts.channels.…] names: {', '.join(channels) or 'there are none yet'}.",
        )
    severity = section.text("least_severity", "low")
    if severity not in SEVERITIES:
        raise UserError(f"{section.where}: least_severity is {severity!r}.", f"It is one of {', '.join(SEVERITIES)}.")
    return Route(tuple(dict.fromkeys(named)), _quiet(section, quiet), severity)


def _quiet(section: Section, of_all: QuietHours | None) -> QuietHours:
    """Quiet hours of a section, in what it leaves away those of all."""
    if of_all is not None and not any(key in section.values for key in QUIET_KEYS):
        return of_all
    name = section.text("time_zone", str(of_all.zone) if of_all else "UTC")
    try:
        zone = ZoneInfo(name)
    except (OSError, ValueError, KeyError):
        raise UserError(f"{section.where}: time_zone is {name!r}.", 'Write an IANA name: "Europe/Berlin".') from None
    if of_all is not None and "quiet_hours" not in section.values and "quiet_days" not in section.values:
        return QuietHours(zone, of_all.starts, of_all.ends, of_all.days)
    span, days = section.values.get("quiet_hours", ""), section.values.get("quiet_days", [])
    try:
        if not isinstance(span, str) or not isinstance(days, list):
            raise ValueError(f"{span} {days}")
        return QuietHours.of(zone, span, days)
    except ValueError as error:
        raise UserError(
            f"{section.where}: {str(error)!r} are no quiet hours.",
            'Write quiet_hours = "22:00-07:00" and quiet_days = ["sat", "sun"].',
        ) from None


def _tables(section: Section, key: str) -> list[tuple[str, dict[str, Any]]]:
    told = section.values.get(key, {})
    if not isinstance(told, dict) or not all(isinstance(value, dict) for value in told.values()):
        raise UserError(f"{section.where}: {key} is no section.", f"Write [alerts.{key}.NAME].")
    return list(told.items())


def _number(section: Section, key: str, default: int) -> int:
    value = section.values.get(key, default)
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise UserError(f"{section.where}: {key} is {value!r}.", "Write a whole number above 0.")
    return value
