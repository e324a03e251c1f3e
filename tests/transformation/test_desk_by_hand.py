"""The models of the support desk on cases written down by hand: who is compared with whom, and what belongs to whom."""

from __future__ import annotations

import math
from datetime import UTC, date, datetime

import pytest
from transformation.desk import Case, Desk, at

AS_OF = "2026-03-31 12:00:00"
MODELS = (
    "+desk_comparisons +desk_figures +desk_escalations +desk_escalation_paths +desk_requesters +desk_incidents "
    "+desk_corrective_actions"
)


def answered(case_id: str, hours: float, priority: str = "P2", day: str = "2026-03-02", **facts) -> Case:
    """Opened at 08:00, replied to at 09:00, resolved so many hours after the opening."""
    resolved = at(f"{day} 08:00:00").timestamp() + hours * 3600
    moment = datetime.fromtimestamp(resolved, UTC)
    moves = (
        (f"{day} 08:30:00", "state Triage"),
        (f"{day} 09:00:00", "reply"),
        (f"{moment:%Y-%m-%d %H:%M:%S}", "state Resolved"),
    )
    return Case(case_id, f"{day} 08:00:00", moves, priority, **facts)


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    desk = Desk()

    def add(case: Case, component: str, requester: str | None = None) -> None:
        desk.add_case(case)
        desk.rows["cases"][-1] |= {"component": component, "requester_id": requester}

    # Compared: P2 about Search, two with the macro and two without; P3, one of each; the rest is not alike.
    add(answered("M1", 2), "Search")
    add(answered("M2", 4), "Search")
    add(answered("N1", 8), "Search")
    add(answered("N2", 16), "Search")
    add(answered("M3", 10, "P3"), "Search")
    add(answered("N3", 20, "P3"), "Search")
    add(answered("X1", 1), "Exports")
    add(answered("LATE", 300), "Search")
    add(Case("OPEN", "2026-03-30 08:00:00", (("2026-03-30 09:00:00", "reply"),)), "Search")
    desk.add("runbooks", runbook_id="R", title="Rebuild", is_active=True, updated_at="2026-01-01 00:00:00")
    desk.add("macros", macro_id="K", runbook_id="R", title="Wait", category="c", is_active=True,
             updated_at="2026-01-01 00:00:00")  # fmt: skip
    uses = {"M1": "2026-03-02 09:00:00", "M2": "2026-03-02 09:00:00", "M3": "2026-03-02 08:59:00",
            "LATE": "2026-03-03 09:00:00"}  # fmt: skip
    for number, (case_id, used_at) in enumerate(uses.items()):
        desk.add("case_macro_uses", macro_use_id=f"u{number}", case_id=case_id, tenant_id="tenant", macro_id="K",
                 used_at=used_at)  # fmt: skip

    # Escalated twice, to two teams; each is told the updates that were due while it had the case.
    twice = Case(
        "TWICE", "2026-03-10 00:00:00",
        (("2026-03-10 00:10:00", "state In-progress"), ("2026-03-10 00:20:00", "reply"),
         ("2026-03-10 01:00:00", "escalated engineering"), ("2026-03-10 04:00:00", "reply"),
         ("2026-03-10 05:00:00", "escalated engineering"), ("2026-03-10 10:00:00", "reply"),
         ("2026-03-10 11:00:00", "state Resolved")),
        "P0",
    )  # fmt: skip
    add(twice, "Search", "Ann")
    for row, team in zip(desk.rows["escalations"], ("Old team", "New team"), strict=True):
        row |= {"to_team": team, "component": "Search"}
    for moment, group in (("2026-03-10 00:05:00", "Front"), ("2026-03-10 00:06:00", "Front"),
                          ("2026-03-10 02:00:00", "Back")):  # fmt: skip
        desk.add("case_assignments", assignment_id=desk._id("a"), case_id="TWICE", tenant_id="tenant",
                 group_name=group, actor_kind="agent", assigned_at=moment)  # fmt: skip
    for team, since in (("Old team", "2026-03-01 00:00:00"), ("New team", "2026-03-10 03:00:00")):
        desk.add("component_owners", component="Search", team=team, valid_from=since, updated_at=since)

    # Ann comes back within 30 days, Bob after them; a deleted case is none.
    add(answered("ANN2", 5, day="2026-03-20"), "Exports", "Ann")
    add(answered("BOB1", 5, day="2025-10-01"), "Exports", "Bob")
    add(answered("BOB2", 5, day="2026-03-20", tenant="other"), "Exports", "Bob")
    add(Case("GONE", "2026-03-21 08:00:00", (("2026-03-21 09:00:00", "deleted"),)), "Exports", "Bob")

    days = {
        "done": (date(2026, 3, 10), date(2026, 3, 10)),
        "late": (date(2026, 3, 10), date(2026, 3, 11)),
        "today": (date(2026, 3, 31), None),
        "overdue": (date(2026, 3, 30), None),
    }
    actions = [{"title": t, "owner": None, "due_on": due, "completed_on": done} for t, (due, done) in days.items()]
    desk.add(
        "incidents", incident_id="I", title="Down", status="resolved", severity="SEV1", corrective_actions=actions,
        started_at="2026-03-01 00:00:00", updated_at="2026-03-11 00:00:00",
    )  # fmt: skip
    desk.add("incidents", incident_id="LATER", title="Not yet", status="investigating", severity="SEV1",
             corrective_actions=None, started_at="2026-04-01 00:00:00", updated_at="2026-04-01 00:00:00")  # fmt: skip
    with desk.build(tmp_path_factory.mktemp("desk"), at(AS_OF), MODELS) as warehouse:
        yield warehouse


def rows(warehouse, sql: str) -> list[tuple]:
    return warehouse.execute(sql).fetchall()


def test_a_macro_is_compared_with_like_cases_that_saw_none(desk):
    ((used, compared, difference, low, high, share, verdict),) = rows(
        desk,
        "select used_count, compared_count, difference, difference_low, difference_high, comparable_share, verdict "
        "from marts.desk_comparisons where subject = 'macro' and outcome = 'resolution'",
    )
    # N1, N2, N3 and not X1 (another component), nor LATE (saw it later), nor OPEN (no end yet).
    assert (used, compared, share, verdict) == (3, 3, 1, "too few cases")
    # P2: two against two, weight 2·2/4 = 1; P3: one against one, weight 1/2.
    p2 = (math.log(2) + math.log(4)) / 2 - (math.log(8) + math.log(16)) / 2
    change = (p2 * 1 + math.log(10 / 20) * 0.5) / 1.5
    assert difference == pytest.approx(math.exp(change) - 1)
    # The only deviations are those of the two pairs of P2, ln 2 apart; six cases in four cells leave two degrees.
    deviations = 2 * (math.log(2) / 2) ** 2 * 2
    error = 1.959963984540054 * math.sqrt(deviations / 2 / 1.5)
    assert low == pytest.approx(math.exp(change - error) - 1)
    assert high == pytest.approx(math.exp(change + error) - 1)


def test_a_runbook_is_followed_where_its_macro_was_used(desk):
    found = rows(
        desk, "select entity_id, case_count from marts.desk_figures where subject = 'runbook' and period = 'All'"
    )
    assert found == [("R", 4)]


def test_an_open_case_has_no_time_of_resolution(desk):
    ((counted,),) = rows(
        desk,
        "select sum(case_count) from marts.desk_comparison_cells where outcome = 'resolution' and not is_used "
        "and family = 'macro' and component = 'Search' and priority = 'P2'",
    )
    assert counted == 2


def test_updates_belong_to_the_newest_escalation_before_them(desk):
    found = rows(
        desk,
        "select to_team, updates_decided_count, updates_met_count, owner_team, is_with_owner "
        "from marts.desk_escalations order by escalated_at",
    )
    clocks = rows(
        desk,
        "select started_at, status from marts.sla_clock_windows where clock = 'update_cadence' order by started_at",
    )
    decided = [(moment.hour, status) for moment, status in clocks if status in ("met", "breached")]
    assert decided, "the clock has windows to share out"
    first = [status for hour, status in decided if hour < 5]
    second = [status for hour, status in decided if hour >= 5]
    assert found == [
        ("Old team", len(first), first.count("met"), "Old team", True),
        ("New team", len(second), second.count("met"), "New team", True),
    ]


def test_a_path_names_each_station_once_in_order(desk):
    found = rows(desk, "select level_path, team_path, owner_team from marts.desk_cases where case_id = 'TWICE'")
    assert found == [
        ("desk → engineering → desk → engineering", "Front → Old team → Back → New team", "Old team"),
    ]


def test_who_comes_back_within_thirty_days_repeats(desk):
    found = rows(desk, "select requester_id, case_count, repeat_count from marts.desk_requesters order by requester_id")
    assert found == [("Ann", 2, 1), ("Bob", 2, 0)]
    new = rows(desk, "select case_id from marts.desk_cases where is_first_request order by case_id")
    assert new == [("BOB1",), ("TWICE",)]


def test_periods_hold_what_was_opened_in_them(desk):
    found = rows(
        desk,
        "select period, case_count, tenant_count from marts.desk_figures "
        "where subject = 'component' and entity_id = 'Exports' order by case_count, period",
    )
    assert found == [("90 days", 3, 2), ("365 days", 4, 2), ("All", 4, 2)]


def test_an_action_is_overdue_from_the_day_after(desk):
    assert rows(desk, "select action_title, standing from marts.desk_corrective_actions order by action_title") == [
        ("done", "done"), ("late", "done late"), ("overdue", "overdue"), ("today", "open"),
    ]  # fmt: skip
    assert rows(desk, "select incident_id, overdue_action_count from marts.desk_incidents") == [("I", 1)]
