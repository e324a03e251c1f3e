"""What must not silence alerts, nor tell them where nobody is to be told: policies, crashes, failures, old releases."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from exports.alerts.alert_stories import ALWAYS, NIGHT, NOON, Desk, Paper, event, keys

from dagster_project.exports.alerts.messages import Message, Telling, document_of
from dagster_project.exports.alerts.planning import plan
from dagster_project.exports.alerts.settings import Route
from dagster_project.exports.delivery.retrying import Outcome
from dagster_project.exports.governance.personal_data.people import KnownNames
from dagster_project.exports.governance.policies import AccessRule, AppliedPolicy, Policies, PolicyRow
from dashboards.alert_records import AlertRecords

HOUR, DAY, MINUTE = timedelta(hours=1), timedelta(days=1), timedelta(minutes=1)
REFUNDS = Policies(
    (
        AppliedPolicy(
            PolicyRow("desk", "POL-3", "Refunds", None, "req_appr(refund > $100)"), "approval", "refund > $100",
            Decimal(100), "refund",
        ),
    )
)  # fmt: skip


def denial(source: str) -> Policies:
    """Nothing of that source may leave."""
    return Policies(access=(AccessRule(source, "REPORTS / EXPORT / OPS", "REPORTS", "EXPORT", "OPS", "Deny"),))


def test_a_denial_of_one_source_holds_back_its_alerts_and_no_others(tmp_path: Path) -> None:
    paper = Paper()
    desk = Desk(tmp_path, {"paper": paper}, policies=denial("other"))
    others = [event(n, "P2", source="other", key=f"other:{n}") for n in range(1, 9)]
    told = desk.tick(event(1, "P2"), *others)
    assert (keys(paper.got), len(told.held_back)) == ([event(1).key], 8)
    assert all(alert["evidence"] for document in paper.got for alert in document["alerts"])


def test_a_record_without_its_key_stops_no_later_tick(tmp_path: Path) -> None:
    paper = Paper(orders=[Outcome.PUT_OFF])
    desk = Desk(tmp_path, {"paper": paper})
    message = Message("paper", (Telling(event(1), "paper", ("Frontline EMEA",)),))
    empty = {**document_of(message, "R1", NOON, None), "alerts": [{}]}
    desk.ledger.intend(message, "paper", empty, NOON)
    desk.ledger.journal.write({"record": "held", "at": NOON.isoformat()})
    desk.ledger.journal.write({"record": "result"})
    for _ in range(4):
        desk.tick(event(1), event(2), after=MINUTE)
    assert sorted(keys(paper.got)) == [event(1).key, event(2).key]


@pytest.mark.parametrize(("priority", "hours"), [("P0", [4, 8, 12]), ("P2", [])])
def test_a_message_that_a_crash_left_is_in_doubt_and_followed_by_reminders(
    tmp_path: Path, priority: str, hours: list[int]
) -> None:
    paper = Paper(knows_repetition=False)
    desk = Desk(tmp_path, {"paper": paper})
    urgent = event(1, priority)
    message = Message("paper", (Telling(urgent, "paper", ("Frontline EMEA",)),))
    desk.ledger.intend(message, "paper", document_of(message, "R1", NOON, None), NOON)
    told = []
    for hour in range(1, 13):
        before = len(paper.got)
        desk.tick(urgent, after=HOUR)
        told += [hour] * (len(paper.got) - before)
    assert told == hours
    first = next(iter(desk.ledger.state().messages.values()))
    assert (first.outcome, first.said) == ("in doubt", "broken off before its answer came")


def test_an_open_p0_goes_on_at_its_cadence_once_the_channel_is_there_again(tmp_path: Path) -> None:
    paper = Paper(orders=[Outcome.REFUSED] * 24)
    desk = Desk(tmp_path, {"paper": paper})
    for _ in range(120):
        desk.tick(event(1, "P0"), after=HOUR)
    assert len(paper.got) >= 8
    assert {document["occasion"] for document in paper.got} == {"reminder"}


def test_what_is_sent_again_passes_the_gate_as_it_is_now(tmp_path: Path) -> None:
    paper = Paper(orders=[Outcome.PUT_OFF])
    desk = Desk(tmp_path, {"paper": paper})
    told = event(1, "P2", evidence="Ann Smith waits")
    desk.tick(told)
    desk.policies, desk.release_id = denial("desk"), "R2"
    held = desk.tick(told, after=HOUR)
    assert (paper.got, len(held.held_back)) == ([], 1)
    desk.policies, desk.release_id = Policies(people=KnownNames.of(["Ann Smith"])), "R3"
    desk.tick(told, after=HOUR)
    assert [alert["evidence"] for document in paper.got for alert in document["alerts"]] == ["[name] waits"]
    (sent,) = desk.ledger.state().messages.values()
    assert sent.document["alerts"][0]["evidence"] == "[name] waits"
    assert desk.ledger.state().held == {}


def test_what_failed_before_the_night_waits_for_the_morning_but_a_p0_does_not(tmp_path: Path) -> None:
    paper = Paper(orders=[Outcome.PUT_OFF, Outcome.PUT_OFF])
    desk = Desk(tmp_path, {"paper": paper}, {"*": Route(("paper",), NIGHT)})
    desk.clock.moment = datetime(2026, 7, 1, 19, 58, tzinfo=UTC)
    desk.tick(event(1, "P2"), event(2, "P0"))
    desk.tick(event(1, "P2"), event(2, "P0"), after=5 * MINUTE)
    assert keys(paper.got) == [event(2).key]
    desk.tick(event(1, "P2"), event(2, "P0", is_answered=True), after=9 * HOUR)
    assert keys(paper.got) == [event(2).key, event(1).key]


@pytest.mark.parametrize("change", [{"is_open": False, "began_at": NOON - 3 * DAY}, {"is_answered": True}, None])
def test_what_failed_is_not_sent_again_once_it_is_over_or_answered(
    tmp_path: Path, change: dict[str, object] | None
) -> None:
    paper = Paper(orders=[Outcome.PUT_OFF])
    desk = Desk(tmp_path, {"paper": paper})
    desk.tick(event(1, "P0"))
    left = [] if change is None else [dataclasses.replace(event(1, "P0"), **change)]
    for _ in range(3):
        assert desk.tick(*left, after=HOUR).plan.is_empty
    assert paper.got == []


def test_nothing_is_told_of_an_old_release_and_it_says_why(tmp_path: Path) -> None:
    paper = Paper(orders=[Outcome.PUT_OFF])
    desk = Desk(tmp_path, {"paper": paper})
    desk.tick(event(1, "P0"), as_of=NOON)
    told = desk.tick(event(1, "P0"), event(2, "P0"), as_of=NOON, after=73 * HOUR)
    assert paper.got == []
    assert told.plan.stale is not None
    assert "2026-07-01 12:00" in told.plan.stale
    desk.tick(event(1, "P0"), event(2, "P0"), after=HOUR)
    assert sorted(keys(paper.got)) == [event(1).key, event(2).key]


def test_a_refund_above_the_amount_is_told_once_a_person_has_approved_it(tmp_path: Path) -> None:
    paper = Paper()
    desk = Desk(tmp_path, {"paper": paper}, {"*": Route(("paper",), ALWAYS)}, policies=REFUNDS)
    asked = [
        event(n, "P3", money_for="refund", amount_usd=amount)
        for n, amount in enumerate((Decimal(100), Decimal("100.01"), None), 1)
    ]
    desk.tick(*asked)
    assert keys(paper.got) == [event(1).key, event(3).key]
    (waiting,) = desk.book.pending()
    assert (waiting.key, waiting.amount_usd) == (event(2).key, Decimal("100.01"))
    desk.tick(*asked, after=HOUR)
    assert len(desk.book.pending()) == 1
    desk.book.decide(waiting.approval, True, "ann", "checked", desk.clock.now())
    desk.tick(*asked, after=HOUR)
    assert keys(paper.got) == [event(1).key, event(3).key, event(2).key]


def test_what_policies_hold_starts_no_run_before_there_is_another_release_or_an_approval(tmp_path: Path) -> None:
    desk = Desk(tmp_path, {"paper": Paper()}, policies=REFUNDS)
    refund = event(1, "P3", money_for="refund", amount_usd=Decimal(500))

    def is_anything_due(release_id: str, approved: frozenset[str] = frozenset()) -> bool:
        made = plan([refund], desk.ledger.state(), desk.settings, NOON, NOON)
        made.leave_out_held(desk.ledger.state(), release_id, approved)
        return not made.is_empty

    assert is_anything_due("R1")
    desk.tick(refund)
    size = desk.ledger.journal.file.stat().st_size
    desk.tick(refund)
    assert desk.ledger.journal.file.stat().st_size == size
    (waiting,) = desk.book.pending()
    assert not is_anything_due("R1")
    assert is_anything_due("R2")
    assert is_anything_due("R1", frozenset({waiting.approval}))


def test_what_a_policy_holds_is_no_part_of_a_storm_and_leaves_as_soon_as_it_is_approved(tmp_path: Path) -> None:
    paper = Paper()
    desk = Desk(tmp_path, {"paper": paper}, {"*": Route(("paper",), ALWAYS)}, policies=REFUNDS)
    small = [event(n, "P3", money_for="refund", amount_usd=Decimal(5)) for n in range(1, 9)]
    large = event(9, "P3", money_for="refund", amount_usd=Decimal(500))
    for _ in range(3):
        desk.tick(*small, large, after=MINUTE)
        assert [document["count"] for document in paper.got] == [8]
        (held,) = desk.ledger.state().held.values()
        assert "waits for a person" in held["why"]
    (waiting,) = desk.book.pending()
    assert held["approval"] == waiting.approval
    desk.book.decide(waiting.approval, True, "ann", "checked", desk.clock.now())
    desk.tick(*small, large, after=MINUTE)
    assert keys(paper.got[1:]) == [large.key]


def test_a_storm_about_a_subject_is_known_again_though_its_name_was_redacted(tmp_path: Path) -> None:
    paper = Paper()
    desk = Desk(tmp_path, {"paper": paper}, policies=Policies(people=KnownNames.of(["Ann Smith"])), storm_events=3)
    of_one = {"case_id": None, "subject": "T9", "tenant_name": "Ann Smith"}
    for n in range(1, 7):
        desk.tick(event(n, "P2", rule_id=f"rule_{n}", **of_one), after=MINUTE)
    assert len(paper.got) == 3
    assert "Ann Smith" not in str(paper.got)


def test_what_waits_for_the_morning_is_written_down_though_nothing_else_is_due(tmp_path: Path) -> None:
    desk = Desk(tmp_path, {"paper": Paper()}, {"*": Route(("paper",), NIGHT)})
    desk.clock.moment = NOON + 9 * HOUR
    made = plan([event(1, "P2")], desk.ledger.state(), desk.settings, NOON, desk.clock.now())
    assert made.is_empty
    assert len(made.waiting_untold(desk.ledger.state())) == 1
    desk.tick(event(1, "P2"))
    assert [record["why"] for record in desk.ledger.state().held.values()] == ["quiet hours"]
    made = plan([event(1, "P2")], desk.ledger.state(), desk.settings, NOON, desk.clock.now())
    assert made.waiting_untold(desk.ledger.state()) == []


def test_a_release_from_before_ends_no_state_that_a_newer_one_told_of(tmp_path: Path) -> None:
    paper = Paper()
    desk = Desk(tmp_path, {"paper": paper})
    ill = event(1, "P2", key="desk:RFX-3:CU1/holds")
    desk.tick(ill, as_of=NOON)
    desk.tick(as_of=NOON - DAY, after=MINUTE)
    desk.tick(ill, as_of=NOON, after=MINUTE)
    assert len(paper.got) == 1
    desk.tick(as_of=NOON + HOUR, after=MINUTE)
    desk.tick(ill, as_of=NOON + 2 * HOUR, after=MINUTE)
    assert len(paper.got) == 2


def test_what_was_taken_up_before_anybody_was_told_is_not_told(tmp_path: Path) -> None:
    paper = Paper()
    desk = Desk(tmp_path, {"paper": paper})
    desk.ledger.answer(event(1).key, 1, "ann", "on it", desk.clock.now())
    desk.tick(event(1, "P0"), event(2, "P0"))
    assert keys(paper.got) == [event(2).key]
    rows = {row["alert_key"]: row for row in AlertRecords(desk.ledger.state(), desk.book, NOON).told().to_dicts()}
    assert (rows[event(1).key]["taken_up_by"], rows[event(1).key]["told_count"]) == ("ann", 0)


def test_the_page_tells_the_worst_of_several_channels(tmp_path: Path) -> None:
    one, two = Paper(), Paper(orders=[Outcome.REFUSED])
    desk = Desk(tmp_path, {"one": one, "two": two})
    desk.tick(event(1, "P2"))
    (row,) = AlertRecords(desk.ledger.state(), desk.book, NOON).told().to_dicts()
    assert (row["told_outcome"], row["told_through"], row["told_count"]) == ("failed", "one, two", 2)
