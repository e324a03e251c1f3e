"""A Zendesk written down by hand: tickets in shorthand, as the files that Fivetran would land, and built by loompin.

Times are UTC. A ticket is opened by its customer at its first time, in status new, with the opening comment; what
happens to it is a list of (time, what) where `what` is

    reply, note          a public comment, a private one, by the agent     message    the customer writes
    reply by 3           the same by another user                          status X   the ticket gets status X
    priority X           its priority changes                              schedule X it is given schedule X
    assignee X           it is assigned to X; to nobody without X
    target M N           Zendesk applies a target of N business minutes to the metric M; `N calendar` around the
                         clock, `none` takes it away, anything else is written as it stands
"""

from __future__ import annotations

import itertools
import json
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl
from installation import Installation

AGENT, DEMOTED, GONE, ADMIN = 1, 2, 3, 4
CUSTOMER, GONE_CUSTOMER = 100, 999
NY, AROUND_THE_CLOCK, SPLIT, SYDNEY, CAIRO, DELETED, BAD_ZONE, NIGHT, BRASILIA, MOVED = range(11, 21)

MODELS = (
    "+reporting_cases +reporting_case_metrics +reporting_sla_clocks +reporting_sla_targets_in_force "
    "+reporting_sla_configuration_problems"
)

DAY = 1440
SUNDAY, MONDAY, FRIDAY, SATURDAY = 0, 1, 5, 6


@dataclass(frozen=True)
class Ticket:
    """One ticket by hand.

    targets: metric → business minutes, applied at the opening. schedule: given at the opening.
    """

    ticket_id: int
    opened: str
    happenings: tuple[tuple[str, str], ...] = ()
    targets: dict[str, int] = field(default_factory=dict)
    schedule: int | None = None
    requester: int = CUSTOMER
    submitter: int | None = None
    is_private: bool = False
    priority: str | None = "normal"
    first_status: str = "new"
    merged: tuple[int, ...] = ()
    organization: int | None = 500
    has_opening_comment: bool = True


class ZendeskDesk:
    """Rows of Fivetran's tables, collected by hand."""

    def __init__(self) -> None:
        self.rows: dict[str, list[dict]] = {}
        self._comments = itertools.count(1)
        for user, role in ((AGENT, "agent"), (DEMOTED, "end-user"), (ADMIN, "admin"), (CUSTOMER, "end-user")):
            self.add("user", id=user, name=f"User {user}", role=role)
        self.add("organization", id=500, name="Acme")
        self._add_schedules()

    def add(self, table: str, **row: object) -> None:
        """A row of a table."""
        self.rows.setdefault(table, []).append({**row, "_fivetran_synced": "2026-06-01 00:00:00"})

    def add_schedule(
        self, schedule: int, zone: str, blocks: list[tuple[int, int]], created: str, is_deleted: bool = False
    ) -> None:
        """A schedule by its weekly blocks, in minutes since Sunday."""
        for start, end in blocks:
            self.add(
                "schedule", id=schedule, name=f"Schedule {schedule}", time_zone=zone, start_time=start, end_time=end,
                created_at=created, _fivetran_deleted=is_deleted,
            )  # fmt: skip

    def add_holiday(self, schedule: int, first: str, last: str | None = None) -> None:
        """A holiday of a schedule."""
        number = len(self.rows.get("schedule_holiday", [])) + 1
        self.add(
            "schedule_holiday", id=number, schedule_id=schedule, name="Holiday", start_date=first,
            end_date=last or first, _fivetran_deleted=False,
        )  # fmt: skip

    def add_ticket(self, ticket: Ticket) -> None:
        """A ticket and everything that happens to it."""
        self._happen(ticket, ticket.opened, f"status {ticket.first_status}", ticket.requester)
        if ticket.priority:
            self._happen(ticket, ticket.opened, f"priority {ticket.priority}", ticket.requester)
        if ticket.has_opening_comment:
            self._comment(ticket, ticket.opened, ticket.submitter or ticket.requester, not ticket.is_private)
        for metric, minutes in ticket.targets.items():
            self._happen(ticket, ticket.opened, f"target {metric} {minutes}", None)
        if ticket.schedule:
            self._happen(ticket, ticket.opened, f"schedule {ticket.schedule}", None)
        for at, what in ticket.happenings:
            self._happen(ticket, at, what, AGENT)
        statuses = [what.split(" ", 1)[1] for _, what in ticket.happenings if what.startswith("status ")]
        self.add(
            "ticket", id=ticket.ticket_id, organization_id=ticket.organization, requester_id=ticket.requester,
            submitter_id=ticket.submitter or ticket.requester, assignee_id=None, group_id=None, brand_id=None,
            subject=f"Ticket {ticket.ticket_id}", status=(statuses or [ticket.first_status])[-1],
            priority=ticket.priority, via_channel="email", created_at=ticket.opened,
            merged_ticket_ids=json.dumps(list(ticket.merged)) if ticket.merged else None,
            updated_at=max([ticket.opened, *(at for at, _ in ticket.happenings)]),
        )  # fmt: skip

    def _happen(self, ticket: Ticket, at: str, what: str, user: int | None) -> None:
        what, _, by = what.partition(" by ")
        user = int(by) if by else user
        word, _, argument = what.partition(" ")
        if word in ("reply", "note", "message"):
            self._comment(ticket, at, ticket.requester if word == "message" and not by else user, word != "note")
        elif word in ("status", "priority", "custom_status_id", "sla_policy"):
            self._field(ticket, at, word, argument, user)
        elif word == "assignee":
            self._field(ticket, at, "assignee_id", argument or None, user)
        elif word == "schedule":
            self.add("ticket_schedule", ticket_id=ticket.ticket_id, schedule_id=int(argument), created_at=at)
        else:
            metric, _, value = argument.partition(" ")
            minutes, _, calendar = value.partition(" ")
            if minutes.isdigit():
                value = json.dumps({"minutes": int(minutes), "in_business_hours": calendar != "calendar"})
            self._field(ticket, at, metric, None if value == "none" else value, None)

    def _field(self, ticket: Ticket, at: str, name: str, value: str | None, user: int | None) -> None:
        self.add(
            "ticket_field_history", field_name=name, ticket_id=ticket.ticket_id, user_id=user, value=value, updated=at
        )

    def _comment(self, ticket: Ticket, at: str, user: int | None, is_public: bool) -> None:
        self.add(
            "ticket_comment", id=next(self._comments), ticket_id=ticket.ticket_id, user_id=user, public=is_public,
            created=at,
        )  # fmt: skip

    def _add_schedules(self) -> None:
        office = [(day * DAY + 540, day * DAY + 1020) for day in range(MONDAY, SATURDAY)]
        halves = [(day * DAY + 540, day * DAY + 720) for day in range(MONDAY, SATURDAY)]
        halves += [(day * DAY + 780, day * DAY + 1020) for day in range(MONDAY, SATURDAY)]
        sunday_to_thursday = [(day * DAY + 540, day * DAY + 1020) for day in range(SUNDAY, FRIDAY)]
        self.add_schedule(NY, "Eastern Time (US & Canada)", office, "2025-01-01 00:00:00")
        self.add_schedule(AROUND_THE_CLOCK, "Eastern Time (US & Canada)", [(0, 7 * DAY)], "2025-02-01 00:00:00")
        self.add_schedule(SPLIT, "Eastern Time (US & Canada)", halves, "2025-02-01 00:00:00")
        self.add_schedule(SYDNEY, "Sydney", office, "2025-02-01 00:00:00")
        self.add_schedule(CAIRO, "Cairo", sunday_to_thursday, "2025-02-01 00:00:00")
        self.add_schedule(BRASILIA, "Brasilia", office, "2025-02-01 00:00:00")
        self.add_schedule(DELETED, "UTC", [(0, 7 * DAY)], "2020-01-01 00:00:00", is_deleted=True)
        self.add_schedule(BAD_ZONE, "Middle Earth", office, "2025-02-01 00:00:00")
        # Saturday 22:00 to Sunday 06:00 runs over the end of the week.
        self.add_schedule(NIGHT, "Europe/Oslo", [(SATURDAY * DAY + 1320, 360)], "2025-02-01 00:00:00")
        self._add_changes_of_hours(office)
        for first, last in (
            ("2025-07-04", None), ("2025-11-27", "2025-11-28"), ("2025-09-01", None), ("2025-09-03", None),
            ("2025-03-12", None), ("2026-01-01", None),
        ):  # fmt: skip
            self.add_holiday(NY, first, last)
        self.add_holiday(SPLIT, "2025-12-24", "2026-01-02")

    def _add_changes_of_hours(self, office: list[tuple[int, int]]) -> None:
        """A schedule whose hours were changed twice on Tuesday 2025-06-03, once in each way that the log writes it."""
        self.add_schedule(MOVED, "Eastern Time (US & Canada)", office, "2025-02-01 00:00:00")
        early, short, today = ("08:00", "16:00"), ("10:00", "13:00"), ("09:00", "17:00")
        days = ("mon", "tue", "wed", "thu", "fri")
        quoted = [
            "{" + ", ".join(f"&quot;{day}&quot;=&gt;{{&quot;{a}&quot;=&gt;&quot;{b}&quot;}}" for day in days) + "}"
            for a, b in (early, short, today)
        ]
        twice = [text.replace("&", "&amp;").replace("{&amp;quot;mon&amp;quot;", "{:mon") for text in quoted]
        for number, at, text in (
            (11, "2025-06-03 16:00:00", f"Workweek changed from {quoted[0]} to {quoted[1]}"),
            (12, "2025-06-03 18:00:00", f"Workweek changed from {twice[1]} to {twice[2]}"),
            (13, "2025-06-04 18:00:00", "Workweek changed from sometimes to always"),
        ):
            self.add(
                "audit_log", id=number, source_id=MOVED, source_type="schedule", created_at=at, change_description=text
            )

    def write(self, folder: Path) -> Path:
        """Write the tables as CSV files, as an export would."""
        folder.mkdir(parents=True)
        for table, rows in self.rows.items():
            pl.DataFrame(rows, infer_schema_length=None).write_csv(folder / f"{table}.csv")
        return folder

    def build(self, root: Path, as_of: str, settings: str = "") -> None:
        """Import the tables as a person does, and build cases and clocks, in the data folder `home` of the root."""
        installation = Installation(root / "home").prepare()
        (installation.home / "loompin.toml").write_text(settings)
        exported = self.write(root / "export")
        imported = installation.loompin("import", exported, "--as", "zendesk_fivetran", "--name", "zendesk")
        assert imported.code == 0, imported.err
        installation.build_models(MODELS, "--as-of", as_of)
