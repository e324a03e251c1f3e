"""The items of a week as they may leave: read from the release, past the gate, each with a hash of what is its own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any, Protocol

import polars as pl

from dagster_project.exports.backlogs.items import OWN, content_hash
from dagster_project.exports.governance.approvals import ApprovalBook
from dagster_project.exports.governance.outgoing import Held, Outgoing, outgoing
from dagster_project.exports.governance.policies import read_policies
from dagster_project.resources.errors import UserError

BACKLOGS = ("reliability", "product", "docs")

STAYS = frozenset({"owner_name"})
"""Columns that do not leave: a team and its channel say whose it is."""

IDENTIFIERS = frozenset(
    {"source", "week", "item_key", "theme_kind", "theme_id", "backlog", "trend", "bug_keys", "component", "owner_team",
     "escalation_channel", "opportunity_key", "link", "cases_fingerprint", "definition_version", "release_id",
     "content_hash", "driver_outcome"}
)  # fmt: skip
"""Columns with our own words and keys, which redaction leaves alone."""

COMPARED = frozenset(
    {"trend", "csat_count", "csat", "nps_count", "nps", "driver_outcome", "driver_weight", "driver_effect",
     "driver_week"}
)  # fmt: skip
"""Columns that say something of cases, which an item without cases has none of."""

WEEK = re.compile(r"^(\d{4})-W(\d{2})$")


class Release(Protocol):
    """Whatever answers a select on a release, such as a ReleaseReader."""

    def sql(self, query: str) -> pl.DataFrame:
        """The rows of one select."""


@dataclass(frozen=True)
class Item:
    """An item of a week as it leaves.

    fields: its columns, without personal data. hash: of what is its own. withdrawn: it was sent for this week, and a
    correction has left it without a case. revision: how often it has come to say something else for this week; with
    the hash it names a version that came back after another one.
    """

    key: str
    week: str
    fields: Mapping[str, Any]
    hash: str
    withdrawn: bool = False
    revision: int = 0

    @property
    def backlog(self) -> str:
        """reliability, product or docs."""
        return str(self.fields["backlog"])

    @property
    def title(self) -> str:
        """What it is called."""
        return str(self.fields["title"])


@dataclass(frozen=True)
class HeldItem:
    """An item that a policy holds back, and why."""

    key: str
    title: str
    reason: str


@dataclass(frozen=True)
class Week:
    """All items of a week, and what is known of the week as a whole."""

    week: str
    release_id: str
    as_of: datetime
    is_whole: bool
    items: tuple[Item, ...]
    held: tuple[HeldItem, ...]
    closed_count: int
    untold_count: int

    @property
    def monday(self) -> date:
        """Its first day."""
        return monday_of(self.week)


def monday_of(week: str) -> date:
    """The Monday of an ISO week such as 2026-W46. Raises UserError where there is no such week."""
    told = WEEK.match(week.strip())
    try:
        if told is None:
            raise ValueError
        return date.fromisocalendar(int(told.group(1)), int(told.group(2)), 1)
    except ValueError:
        raise UserError(f"{week!r} is no ISO week.", "Write the year and the week, such as 2026-W46.") from None


def week_of(day: date) -> str:
    """The ISO week that a day lies in."""
    year, number, _ = day.isocalendar()
    return f"{year}-W{number:02d}"


def last_whole_week(as_of: datetime) -> str:
    """The ISO week before the one that a moment lies in (UTC)."""
    return week_of(as_of.astimezone(UTC).date() - timedelta(days=7))


def read_week(release: Release, week: str | None, book: ApprovalBook | None = None) -> Week:
    """The items of a week; of the last whole one where none is named.

    book: where approvals are asked for; None in a dry run, which writes nothing down.

    Raises UserError for a week that is none or is still to come, and for a release without backlogs.
    """
    names = set(release.sql("select table_name from information_schema.tables").to_series())
    if "backlog_items" not in names:
        raise UserError("The current release has no backlogs.", "Build it anew: loompin run.")
    release_id, as_of = release.sql("select release_id, as_of from release.info").row(0)
    week = week_of(monday_of(week)) if week else last_whole_week(as_of)
    monday = monday_of(week)
    if monday > as_of.astimezone(UTC).date():
        raise UserError(f"{week} is still to come.", f"The release knows everything up to {as_of:%Y-%m-%d %H:%M} UTC.")
    rows = release.sql(f"select * from reporting.backlog_items where week = '{week}' order by backlog, item_key")
    policies = read_policies(release, as_of)
    items, held = [], []
    for row in rows.iter_rows(named=True):
        thing = Outgoing(
            "backlog item",
            f"{row['item_key']} {week}",
            {name: value for name, value in row.items() if name not in STAYS},
            version=row["content_hash"],
            identifiers=IDENTIFIERS,
            free_text=frozenset({"quotes"}),
            source=row["source"],
        )
        cleared = outgoing(thing, policies, book)
        if isinstance(cleared, Held):
            held.append(HeldItem(row["item_key"], row["title"], cleared.reason))
            continue
        fields = _plain(cleared.fields)
        own = {**fields, **{name: None for name in OWN if name not in fields}}
        items.append(Item(row["item_key"], week, fields, content_hash(own)))
    closed, untold = release.sql(
        f"select coalesce(sum(closed_count), 0)::bigint, coalesce(sum(untold_count), 0)::bigint "
        f"from reporting.backlog_weeks where week = '{week}'"
    ).row(0)
    return Week(
        week, release_id, as_of, monday + timedelta(days=7) <= as_of.astimezone(UTC).date(), tuple(items), tuple(held),
        closed, untold,
    )  # fmt: skip


def withdrawn(key: str, week: str, last_sent: Mapping[str, Any], release_id: str) -> Item:
    """What is said of an item that was sent for a week and has no case there any more."""
    numbers = dict.fromkeys(("case_count", "account_count", "derived_count", "share", "handling_minutes"), 0)
    gone = {name: None for name in last_sent if name in COMPARED or name.endswith(("_low", "_high", "_gap", "_change"))}
    fields = {**last_sent, **gone, **numbers, "arr_usd": "0.00", "cost_usd": "0.00", "quotes": [], "bug_keys": None,
              "release_id": release_id, "content_hash": "withdrawn"}  # fmt: skip
    return Item(key, week, fields, "withdrawn", withdrawn=True)


def _plain(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Values as JSON has them, so that what is read back from the ledger is equal to what was sent."""
    return {name: _plain_value(value) for name, value in fields.items()}


def _plain_value(value: Any) -> Any:
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [_plain_value(member) for member in value]
    return value
