"""Cases of the file told as a support desk would tell them: cases, moves between states, policies, calendars.

Every case becomes one case of a tenant of its own, with a policy of its own that names the case's calendar, so that
the models make of it what they make of any case: a window of the resolution clock.

- elapsed: taken up at `from`, waiting on the customer during each pause, resolved at `to`.
- due: taken up at `from` and never resolved; the policy's target is the duration.
- sla_status: what happened, as it happened, looked at as of the case's own moment.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count

from dagster_project.business_time.case_file import BusinessCase
from dagster_project.business_time.schedules import Schedule
from dagster_project.resources.errors import UserError

RANGES = "ranges"
"""The source of cases that need no as_of of their own: they are looked at after everything has happened."""

ANY_TARGET_SECONDS = 3600
"""Elapsed time is counted against a target; which one it is makes no difference."""

STATES = {
    "Open": "In-progress",
    "Replied": "Waiting-on-customer",
    "Resolved": "Resolved",
    "Closed": "Closed",
}
"""Statuses of Frappe's help desk, which the form has them from, in our words. Replied also is a reply."""


@dataclass
class SupportSource:
    """The rows of one source, by table, and the moment it is looked at."""

    as_of: datetime
    rows: dict[str, list[dict]] = field(default_factory=dict)
    calendars: dict[Schedule, str] = field(default_factory=dict)
    numbers: count = field(default_factory=lambda: count(1))

    def add(self, table: str, **row: object) -> None:
        """A row of a table."""
        self.rows.setdefault(table, []).append(row)

    def calendar(self, schedule: Schedule) -> str:
        """The calendar of a schedule; equal schedules share one."""
        if schedule not in self.calendars:
            self.calendars[schedule] = f"calendar-{len(self.calendars) + 1}"
            for table, rows in schedule.rows(self.calendars[schedule]).items():
                self.rows.setdefault(table, []).extend(rows)
        return self.calendars[schedule]

    def open_case(self, case: BusinessCase, targets: dict[str, int]) -> None:
        """A case that is taken up as it is opened, and its policies: clock → target in seconds."""
        started = case.start
        self.add(
            "cases", case_id=case.case_id, tenant_id=case.case_id, channel="web", state="New", priority="P2",
            sla_tier="Standard", is_created_privately=False, opened_at=started, updated_at=started,
        )  # fmt: skip
        self.move(case, started, "New", "Triage")
        in_calendar = case.schedule.time_zone is not None
        for clock, seconds in targets.items():
            self.add(
                "sla_policies", policy_id=f"{case.case_id} {clock}", tenant_id=case.case_id, name=case.case_id,
                clock=clock, calendar_id=self.calendar(case.schedule) if in_calendar else None,
                target_unit="business_minutes" if in_calendar else "minutes", target_amount=seconds / 60,
                valid_from="1900-01-01", updated_at="1900-01-01",
            )  # fmt: skip

    def move(self, case: BusinessCase, at: datetime, before: str, after: str) -> None:
        """A move between states, in the order told."""
        number = next(self.numbers)
        self.add(
            "case_state_transitions", transition_id=f"t{number:09d}", source_order=number, case_id=case.case_id,
            tenant_id=case.case_id, kind="state_changed", from_state=before, to_state=after, actor_kind="agent",
            occurred_at=at,
        )  # fmt: skip

    def reply(self, case: BusinessCase, at: datetime) -> None:
        """A public reply by an agent."""
        number = next(self.numbers)
        self.add(
            "case_interactions", interaction_id=f"i{number:09d}", source_order=number, case_id=case.case_id,
            tenant_id=case.case_id, kind="message", author_kind="agent", is_public=True, occurred_at=at,
        )  # fmt: skip


def support_sources(cases: list[BusinessCase]) -> dict[str, SupportSource]:
    """The cases as sources: one for all ranges, one for each as_of of the others."""
    sources: dict[str, SupportSource] = {}
    ranges = [case for case in cases if case.kind != "sla_status"]
    if ranges:
        sources[RANGES] = SupportSource(_latest(ranges))
        for case in ranges:
            _add_range(sources[RANGES], case)
    for case in cases:
        if case.kind == "sla_status":
            source = sources.setdefault(source_of(case), SupportSource(case.as_of))
            _add_promise(source, case)
    return sources


def source_of(case: BusinessCase) -> str:
    """The source that a case is in."""
    return RANGES if case.kind != "sla_status" else f"as_of_{case.as_of:%Y%m%dT%H%M%S}"


def asked_seconds(case: BusinessCase) -> int:
    """The target that the due time is asked for.

    No policy promises no time at all. Time that is due after 0 seconds is due when the first second begins to count,
    which is a second before the end of the first second.
    """
    return max(case.seconds, 1)


def _latest(cases: list[BusinessCase]) -> datetime:
    moments = [case.start for case in cases]
    moments += [case.end for case in cases if case.end]
    moments += [end for case in cases for _, end in case.pauses]
    moments += [case.start + timedelta(seconds=case.seconds) for case in cases if case.seconds]
    moments += [at for case in cases if isinstance(at := case.expected.get("at"), datetime)]
    return max(moments).astimezone(UTC)


def _add_range(source: SupportSource, case: BusinessCase) -> None:
    source.open_case(case, {"resolution": ANY_TARGET_SECONDS if case.seconds is None else asked_seconds(case)})
    state = "Triage"
    for start, end in _joined(case):
        source.move(case, start, state, "Waiting-on-customer")
        source.move(case, end, "Waiting-on-customer", "In-progress")
        state = "In-progress"
    if case.end is not None:
        source.move(case, case.end, state, "Resolved")


def _joined(case: BusinessCase) -> list[tuple[datetime, datetime]]:
    """The pauses within the range; where they touch or overlap they are one, since a case is in one state at a time."""
    joined: list[tuple[datetime, datetime]] = []
    for start, end in sorted(case.pauses):
        start = max(start, case.start)
        end = end if case.end is None else min(end, case.end)
        if start >= end:
            continue
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _add_promise(source: SupportSource, case: BusinessCase) -> None:
    targets = {"first_response": case.response_seconds, "resolution": case.resolution_seconds}
    source.open_case(case, targets)
    state = "Triage"
    for at, status in case.events:
        if status not in STATES:
            raise UserError(
                f"case {case.case_id}: an event with the status {status!r}.", f"Known are {', '.join(STATES)}."
            )
        if status == "Replied":
            source.reply(case, at)
        source.move(case, at, state, STATES[status])
        state = STATES[status]
