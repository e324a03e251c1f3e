"""Weeks of backlogs written by hand, and exports of them to an emulator; the process may die at any call."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from exports.emulators.clock import TestClock
from exports.emulators.github import GitHubIssues
from exports.emulators.jira import JiraCloud
from exports.emulators.loopback import Emulator
from exports.emulators.webhook import WebhookReceiver

from dagster_project.exports.backlogs.github import GitHub
from dagster_project.exports.backlogs.jira import Jira
from dagster_project.exports.backlogs.ledger import Ledger
from dagster_project.exports.backlogs.sending import Report, plan, send_week
from dagster_project.exports.backlogs.target import Target
from dagster_project.exports.backlogs.webhook import WebhookTarget
from dagster_project.exports.backlogs.week import BACKLOGS, Item, Week
from dagster_project.exports.delivery.http import Answer, Request, send
from dagster_project.exports.delivery.journal import Journal
from dagster_project.exports.delivery.places import AllowedPlaces
from dagster_project.exports.delivery.retrying import Deliverer, Patience
from dagster_project.exports.delivery.webhook import Webhook

TOKEN = "t0ken-that-nobody-may-see"
SECRET = "whsec-that-nobody-may-see"


class ProcessDied(BaseException):
    """Nothing after it is done: no result is written."""


def item(number: int, week: str = "2026-W26", cases: int = 3, quote: str = "Too slow.", backlog: str = "docs") -> Item:
    """An item as it leaves."""
    key = f"demo:{backlog}:topic:t{number}"
    fields = {
        "source": "demo", "week": week, "week_start": "2026-06-22", "driver_week": None, "backlog": backlog,
        "item_key": key, "title": f"Missing guides: topic {number}",
        "theme_kind": "topic", "theme_id": f"t{number}", "theme_label": f"topic {number}", "theme_version": 0,
        "case_count": cases, "account_count": 2, "derived_count": 1, "closed_count": 16, "share": cases / 16,
        "share_low": 0.01, "share_high": 0.6, "trend": "rising", "share_change": 0.1, "share_change_low": 0.02,
        "share_change_high": 0.3, "arr_usd": "120000.00", "csat_count": 12, "csat": 3.5, "csat_gap": -0.4,
        "csat_gap_low": -0.7, "csat_gap_high": -0.1, "nps_gap": None, "driver_weight": 0.02, "driver_outcome": "csat",
        "driver_effect": -0.3, "handling_minutes": 90.0, "cost_usd": "72.00", "bug_keys": "BUG-7", "quotes": [quote],
        "component": "Exports", "owner_team": "Data Delivery", "escalation_channel": "#esc-data",
        "link": f"backlogs?week={week}&item={key}", "cases_fingerprint": "f", "definition_version": "1",
        "release_id": "R1", "content_hash": f"{number}-{cases}",
    }  # fmt: skip
    own = hashlib.sha256(repr([key, week, cases, quote]).encode()).hexdigest()
    return Item(key, week, fields, own)


def week_of(items: Sequence[Item], week: str = "2026-W26") -> Week:
    """A week with these items."""
    monday = date.fromisocalendar(int(week[:4]), int(week[-2:]), 1)
    as_of = datetime(2026, 12, 31, 12, tzinfo=UTC)
    assert monday < as_of.date()
    return Week(week, "R1", as_of, True, tuple(items), (), 16, 1)


@dataclass
class Desk:
    """A target of one kind with its emulator, and the ledger that outlives each export."""

    kind: str
    folder: Path
    clock: TestClock = field(default_factory=TestClock)
    dies_before: int | None = None
    dies_after: int | None = None
    patience: Patience = field(default_factory=lambda: Patience(attempts=3, first_wait=1, longest_wait=70))
    sent: int = 0

    def __post_init__(self) -> None:
        make = {
            "jira": lambda: JiraCloud(self.clock, projects=("REL", "PROD", "DOCS")),
            "github": lambda: GitHubIssues(self.clock),
            "webhook": lambda: WebhookReceiver(self.clock, [SECRET]),
        }
        self.emulator: Emulator = make[self.kind]()
        self.ledger = Ledger(Journal(self.folder / "exports" / "backlogs.jsonl"), self.clock)

    def target(self) -> Target:
        """The target as a new process makes it."""
        place = AllowedPlaces(frozenset({"127.0.0.1"}), loopback_http=True).place(self.emulator.url, "test")
        deliverer = Deliverer(self.clock, self.patience, self._send, random.Random(7))
        address = "http://dashboards.test"
        if self.kind == "jira":
            projects = dict(zip(BACKLOGS, ("REL", "PROD", "DOCS"), strict=True))
            return Jira(place, "bot@example.com", TOKEN, projects, deliverer, address, search_lag_seconds=300)
        if self.kind == "github":
            return GitHub(place, TOKEN, dict.fromkeys(BACKLOGS, GitHubIssues.repository), deliverer, address)
        return WebhookTarget(Webhook(place, (SECRET,)), deliverer, address)

    def export(self, week: Week, again: bool = False) -> Report:
        """Send a week, as a process of its own does."""
        with self.ledger.journal.only_writer():
            return send_week(week, self.target(), self.ledger, again)

    def plan(self, week: Week) -> Report:
        """What would be sent."""
        return plan(week, self.target(), self.ledger)

    def _send(self, request: Request, seconds: float) -> Answer:
        self.sent += 1
        if self.sent == self.dies_before:
            raise ProcessDied
        answer = send(request, seconds)
        if self.sent == self.dies_after:
            raise ProcessDied
        return answer

    def copies(self) -> dict[str, int]:
        """Item → how often it is at the target."""
        emulator = self.emulator
        if isinstance(emulator, JiraCloud):
            return {key: len(ids) for key, ids in emulator.texts().items()}
        if isinstance(emulator, GitHubIssues):
            prefix, suffix = "<!-- loompin:key=", " -->"
            return {k.removeprefix(prefix).removesuffix(suffix): len(v) for k, v in emulator.texts().items()}
        assert isinstance(emulator, WebhookReceiver)
        versions = [(d["item_key"], d["week"], d["revision"]) for d in emulator.received.values()]
        return {key: sum(v == (key, week, told) for v in versions) for key, week, told in versions}

    def cases_told(self) -> dict[str, int]:
        """Item → the number of cases that its issue, or the last document about it, tells of."""
        emulator = self.emulator
        if isinstance(emulator, WebhookReceiver):
            return {document["item_key"]: document["item"]["case_count"] for document in emulator.received.values()}
        found = {}
        for issue in emulator.issues.values() if isinstance(emulator, JiraCloud) else emulator.issues:
            if "pull_request" in issue:
                continue
            text = str(issue["fields"]["description"]) if isinstance(emulator, JiraCloud) else issue["body"]
            key = (
                issue["properties"]["loompin"]["key"]
                if isinstance(emulator, JiraCloud)
                else text.split("\n")[0].removeprefix("<!-- loompin:key=").removesuffix(" -->")
            )
            found[key] = int(text.partition("Cases closed: ")[2].partition(" ")[0])
        return found
