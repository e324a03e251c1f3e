"""Once per event, cadence, quiet hours, storms, failures and crashes, tick by tick."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from exports.alerts.alert_stories import ALWAYS, DESK, NIGHT, NOON, Desk, Paper, event, keys
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dagster_project.exports.alerts.events import Recipient
from dagster_project.exports.alerts.ledger import LedgerState
from dagster_project.exports.alerts.messages import Message, Telling, document_of, text_of
from dagster_project.exports.alerts.planning import plan
from dagster_project.exports.alerts.record import delivery_rows
from dagster_project.exports.alerts.settings import AlertSettings, Route
from dagster_project.exports.delivery.retrying import Outcome
from dagster_project.exports.governance.policies import AccessRule, Policies

HOUR, DAY, MINUTE = timedelta(hours=1), timedelta(days=1), timedelta(minutes=1)


def test_an_event_is_told_once_however_often_a_release_is_looked_at(tmp_path: Path) -> None:
    paper = Paper()
    desk = Desk(tmp_path, {"paper": paper})
    for _ in range(3):
        desk.tick(event(1, "P2"), event(2, "P3"), after=DAY)
    assert keys(paper.got) == [event(1).key, event(2).key]


def test_one_channel_is_told_once_though_two_who_are_told_share_it(tmp_path: Path) -> None:
    paper = Paper()
    on_call = Recipient("Site Reliability", "on-call", "P0: the people on call are paged.")
    Desk(tmp_path, {"paper": paper}).tick(event(recipients=(*DESK, on_call)))
    assert [document["recipients"] for document in paper.got] == [["Frontline EMEA", "Site Reliability"]]


def test_what_was_over_long_before_the_release_is_not_told_and_what_lasts_is(tmp_path: Path) -> None:
    paper = Paper()
    old = {"began_at": NOON - timedelta(hours=49)}
    Desk(tmp_path, {"paper": paper}).tick(event(1, is_open=False, **old), event(2, **old), event(3, is_open=False))
    assert keys(paper.got) == [event(2).key, event(3).key]


@pytest.mark.parametrize(
    ("priority", "hours"), [("P0", [0, 4, 8, 12, 16, 20, 24]), ("P1", [0, 24]), ("P2", [0]), ("P3", [0])]
)
def test_reminders_come_every_four_hours_for_p0_and_daily_for_p1(
    tmp_path: Path, priority: str, hours: list[int]
) -> None:
    paper = Paper()
    desk = Desk(tmp_path, {"paper": paper})
    told = []
    for hour in range(25):
        before = len(paper.got)
        desk.tick(event(1, priority), after=HOUR if hour else timedelta(0))
        told += [hour] * (len(paper.got) - before)
    assert told == hours
    assert [document["occasion"] for document in paper.got] == ["first"] + ["reminder"] * (len(hours) - 1)


@pytest.mark.parametrize("change", [{"is_answered": True}, {"is_open": False}])
def test_who_has_answered_or_solved_it_is_not_reminded(tmp_path: Path, change: dict[str, bool]) -> None:
    paper = Paper()
    desk = Desk(tmp_path, {"paper": paper})
    desk.tick(event(1, "P0"))
    desk.tick(dataclasses.replace(event(1, "P0"), **change), after=DAY)
    assert len(paper.got) == 1


def test_who_takes_it_up_is_not_reminded(tmp_path: Path) -> None:
    paper = Paper()
    desk = Desk(tmp_path, {"paper": paper})
    desk.tick(event(1, "P0"))
    desk.ledger.answer(event(1).key, 1, "ann", "on it", desk.clock.now())
    desk.tick(event(1, "P0"), after=DAY)
    assert len(paper.got) == 1


def test_at_night_a_p0_passes_and_the_others_come_in_the_morning(tmp_path: Path) -> None:
    paper = Paper()
    desk = Desk(tmp_path, {"paper": paper}, {"*": Route(("paper",), NIGHT)})
    desk.clock.moment = datetime(2026, 7, 1, 21, tzinfo=UTC)
    told = desk.tick(event(1, "P0"), event(2, "P1"))
    assert keys(paper.got) == [event(1).key]
    assert [(w.until, w.why) for w in told.plan.waiting] == [(datetime(2026, 7, 2, 5, tzinfo=UTC), "quiet hours")]
    held = desk.ledger.state().held
    assert [key[0] for key in held] == [event(2).key]
    desk.tick(event(2, "P1"), after=timedelta(hours=8) - MINUTE)
    assert len(paper.got) == 1
    desk.tick(event(2, "P1"), after=MINUTE)
    assert keys(paper.got) == [event(1).key, event(2).key]
    assert desk.ledger.state().held == {}


def test_a_p0_that_is_over_by_now_wakes_nobody_and_says_that_it_is_over(tmp_path: Path) -> None:
    paper = Paper()
    desk = Desk(tmp_path, {"paper": paper}, {"*": Route(("paper",), NIGHT)})
    desk.clock.moment = datetime(2026, 7, 1, 21, tzinfo=UTC)
    over = event(1, "P0", is_open=False)
    desk.tick(over)
    assert paper.got == []
    desk.tick(over, after=8 * HOUR)
    (document,) = paper.got
    assert document["title"] == "Over by now: P0 SLA breached: C1"
    assert "began 2026-07-01 11:00 UTC, over by now" in text_of(document)


def test_what_happened_in_a_moment_is_told_as_that_and_not_as_over(tmp_path: Path) -> None:
    paper = Paper()
    Desk(tmp_path, {"paper": paper}).tick(event(1, "P3", is_open=False, is_momentary=True))
    (document,) = paper.got
    assert document["title"] == "P3 SLA breached: C1"
    assert "  at 2026-07-01 11:00 UTC · " in text_of(document)


def test_a_message_lists_what_lasts_first_then_the_gravest_and_the_newest(tmp_path: Path) -> None:
    paper = Paper()
    older, newer = {"began_at": NOON - 3 * HOUR}, {"began_at": NOON - 2 * HOUR}
    Desk(tmp_path, {"paper": paper}, storm_events=3).tick(
        event(1, "P1", is_open=False), event(2, "P2", **newer), event(3, "P2", **older), event(4, "P1", **older)
    )
    assert [keys([document]) for document in paper.got] == [[event(n).key for n in (4, 2, 3, 1)]]
    lines = [line for line in text_of(paper.got[0]).split("\n") if line.startswith("  ")]
    assert [line.split(" · ")[0] for line in lines] == [
        "  since 2026-07-01 09:00 UTC",
        "  since 2026-07-01 10:00 UTC",
        "  since 2026-07-01 09:00 UTC",
        "  began 2026-07-01 11:00 UTC, over by now",
    ]


def test_a_channel_is_quiet_only_while_everybody_behind_it_is(tmp_path: Path) -> None:
    paper = Paper()
    on_call = Recipient("Site Reliability", "on-call", "")
    desk = Desk(tmp_path, {"paper": paper}, {"*": Route(("paper",), NIGHT), "on-call": Route(("paper",), ALWAYS)})
    desk.clock.moment = datetime(2026, 7, 1, 21, tzinfo=UTC)
    desk.tick(event(1), event(2, recipients=(*DESK, on_call)))
    assert keys(paper.got) == [event(2).key]


def test_a_route_by_name_goes_before_one_by_kind_and_least_severity_keeps_the_rest_away(tmp_path: Path) -> None:
    mine, others = Paper(), Paper()
    routes = {"Frontline EMEA": Route(("mine",), ALWAYS, "high"), "desk": Route(("others",), ALWAYS)}
    elsewhere = (Recipient("Frontline APAC", "desk", ""),)
    nobody = (Recipient("finance", "finance", ""),)
    told = Desk(tmp_path, {"mine": mine, "others": others}, routes).tick(
        event(1, "P1"), event(2, "P2"), event(3, "P2", recipients=elsewhere), event(4, recipients=nobody)
    )
    assert (keys(mine.got), keys(others.got)) == ([event(1).key], [event(3).key])
    assert [untold.key for untold in told.plan.untold] == [event(4).key]


def test_a_storm_is_one_message_that_lists_all_of_it_but_a_p0_stands_alone(tmp_path: Path) -> None:
    paper = Paper()
    desk = Desk(tmp_path, {"paper": paper})
    desk.tick(*[event(number, "P2") for number in range(1, 13)], event(20, "P0"))
    counts = sorted(document["count"] for document in paper.got)
    assert counts == [1, 12]
    assert sorted(keys(paper.got)) == sorted(event(n).key for n in [*range(1, 13), 20])


def test_what_comes_after_a_storm_waits_and_comes_together(tmp_path: Path) -> None:
    paper = Paper()
    desk = Desk(tmp_path, {"paper": paper})
    desk.tick(*[event(number, "P2") for number in range(1, 7)])
    desk.tick(event(7, "P2"), after=20 * MINUTE)
    told = desk.tick(event(7, "P2"), event(8, "P2"), after=20 * MINUTE)
    assert [document["count"] for document in paper.got] == [6]
    assert {waiting.until for waiting in told.plan.waiting} == {NOON + HOUR}
    desk.tick(event(7, "P2"), event(8, "P2"), after=21 * MINUTE)
    assert sorted(keys(paper.got)) == sorted(event(n).key for n in range(1, 9))


EVENTS = st.lists(
    st.tuples(
        st.integers(1, 4), st.sampled_from(["sla_breach", "burn", "RFX-1"]), st.sampled_from(["P0", "P1", "P2", "P3"])
    ),
    max_size=30,
)


@given(EVENTS, st.integers(1, 6))
def test_every_event_is_in_exactly_one_message_of_a_channel(
    drawn: list[tuple[int, str, str]], storm_events: int
) -> None:
    events = [
        event(case, priority, key=f"k{number}", rule_id=rule) for number, (case, rule, priority) in enumerate(drawn, 1)
    ]
    papers = {"a": Paper(), "b": Paper()}
    of_all = AlertSettings(papers, {"*": Route(("a", "b"), ALWAYS)}, storm_events)
    made = plan(events, LedgerState(), of_all, NOON, NOON)
    for channel in papers:
        told = [t.event.key for message in made.messages if message.channel == channel for t in message.tellings]
        assert sorted(told) == sorted(e.key for e in events)
    by_rule = [m for m in made.messages if m.channel == "a" and len(m.tellings) == 1]
    for rule in ("sla_breach", "burn", "RFX-1"):
        alone = [m for m in by_rule if m.tellings[0].event.rule_id == rule and m.priority != "P0"]
        assert len(alone) <= storm_events


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sets(st.integers(1, 12), max_size=12),
            st.sampled_from([Outcome.DELIVERED, Outcome.PUT_OFF, Outcome.REFUSED, Outcome.IN_DOUBT]),
            st.integers(1, 90),
        ),
        min_size=1, max_size=8,
    ),
    st.booleans(),
)  # fmt: skip
def test_over_any_run_of_ticks_an_event_is_told_once_and_nothing_is_lost(
    tmp_path_factory: pytest.TempPathFactory, ticks: list[tuple[set[int], Outcome, int]], knows_repetition: bool
) -> None:
    paper = Paper(knows_repetition)
    desk = Desk(tmp_path_factory.mktemp("desk"), {"paper": paper})
    seen: set[int] = set()
    for numbers, outcome, minutes in ticks:
        seen |= numbers
        paper.orders = [outcome]
        desk.tick(*[event(n, "P2") for n in sorted(seen)], after=minutes * MINUTE)
    for _ in range(12):
        paper.orders = []
        desk.tick(*[event(n, "P2") for n in sorted(seen)], after=2 * HOUR)
    by_message = {document["message_id"]: document for document in paper.got}
    assert sorted(keys(list(by_message.values()))) == sorted(event(n).key for n in seen)
    if not knows_repetition:
        assert len(paper.got) == len(by_message)


def test_what_failed_is_sent_again_by_the_next_tick_as_the_same_message(tmp_path: Path) -> None:
    paper = Paper(orders=[Outcome.PUT_OFF, Outcome.REFUSED])
    desk = Desk(tmp_path, {"paper": paper})
    desk.tick(event(1))
    (sent,) = desk.ledger.state().messages.values()
    assert (sent.outcome, sent.said, paper.got) == ("failed", "as ordered", [])
    desk.tick(event(1), event(2), after=2 * MINUTE)
    # Failed twice: now it is left alone for five minutes.
    desk.tick(event(1), event(2), after=2 * MINUTE)
    assert keys(paper.got) == [event(2).key]
    desk.tick(event(1), event(2), after=4 * MINUTE)
    assert keys(paper.got) == [event(2).key, event(1).key]
    state = desk.ledger.state()
    assert {message.outcome for message in state.messages.values()} == {"delivered"}
    assert state.messages[sent.message_id].attempts == 3


def test_what_cannot_be_delivered_for_two_days_is_given_up(tmp_path: Path) -> None:
    paper = Paper(orders=[Outcome.REFUSED] * 99)
    desk = Desk(tmp_path, {"paper": paper})
    for _ in range(30):
        desk.tick(event(1, "P2"), after=2 * HOUR)
    assert len(paper.orders) > 99 - 30
    assert paper.got == []
    assert [message.outcome for message in desk.ledger.state().messages.values()] == ["failed"]


@pytest.mark.parametrize(("knows_repetition", "times"), [(True, 1), (False, 0)])
def test_a_crash_between_intent_and_result_is_mended_where_the_other_side_knows_a_repetition(
    tmp_path: Path, knows_repetition: bool, times: int
) -> None:
    paper = Paper(knows_repetition)
    desk = Desk(tmp_path, {"paper": paper})
    message = Message("paper", (Telling(event(1), "paper", ("Frontline EMEA",)),))
    desk.ledger.intend(message, "paper", document_of(message, "R1", NOON, None), NOON)
    with desk.ledger.journal.file.open("ab") as file:
        file.write(b'{"record": "resu')
    desk.tick(event(1), after=MINUTE)
    desk.tick(event(1), after=MINUTE)
    assert keys(paper.got) == [event(1).key] * times
    assert len(desk.ledger.state().messages) == 1


def test_a_lost_answer_is_in_doubt_not_repeated_and_followed_by_the_reminder(tmp_path: Path) -> None:
    paper = Paper(knows_repetition=False, orders=[Outcome.IN_DOUBT])
    desk = Desk(tmp_path, {"paper": paper})
    for _ in range(3):
        desk.tick(event(1, "P0"), after=HOUR)
    assert len(paper.got) == 1
    desk.tick(event(1, "P0"), after=2 * HOUR)
    assert [document["occasion"] for document in paper.got] == ["first", "reminder"]


def test_a_state_that_ends_and_comes_again_is_another_event(tmp_path: Path) -> None:
    paper = Paper()
    desk = Desk(tmp_path, {"paper": paper})
    ill = event(1, "P2", key="desk:RFX-003:CU1/holds")
    for events in ([ill], [ill], [], [], [ill], [ill]):
        desk.tick(*events, after=DAY)
    assert [document["alerts"][0]["occurrence"] for document in paper.got] == [1, 2]


def test_nothing_leaves_where_a_policy_denies_it_and_all_of_it_once_it_does_not(tmp_path: Path) -> None:
    paper = Paper()
    rule = AccessRule("desk", "REPORTS / EXPORT / OPS", "REPORTS", "EXPORT", "OPS", "Deny")
    desk = Desk(tmp_path, {"paper": paper}, policies=Policies(access=(rule,)))
    told = desk.tick(event(1))
    assert (paper.got, len(told.held_back)) == ([], 1)
    assert "Deny" in next(iter(desk.ledger.state().held.values()))["why"]
    desk.policies = Policies()
    desk.tick(event(1), after=MINUTE)
    assert keys(paper.got) == [event(1).key]


def test_personal_data_in_what_was_measured_is_taken_out(tmp_path: Path) -> None:
    paper = Paper()
    Desk(tmp_path, {"paper": paper}).tick(event(1, evidence="ann@example.com waits", tenant_name="+49 30 1234567"))
    (alert,) = paper.got[0]["alerts"]
    assert (alert["evidence"], alert["tenant"]) == ("[e-mail] waits", "[phone]")
    assert "example.com" not in (tmp_path / "alerts.jsonl").read_text()


def test_the_record_has_a_row_for_each_alert_of_a_message(tmp_path: Path) -> None:
    paper = Paper(orders=[Outcome.PUT_OFF])
    desk = Desk(tmp_path, {"paper": paper})
    desk.tick(*[event(number, "P2") for number in range(1, 8)])
    desk.tick(*[event(number, "P2") for number in range(1, 8)], after=MINUTE)
    rows = list(delivery_rows(desk.ledger.state()))
    assert len(rows) == 7
    assert {(row[14], row[15], row[17]) for row in rows} == {(7, "delivered", 2)}


def test_the_record_says_who_was_told_as_what(tmp_path: Path) -> None:
    desk = Desk(tmp_path, {"paper": Paper()})
    told = (*DESK, Recipient("Site Reliability", "on-call", ""), Recipient("Search team", "component owner", ""))
    desk.tick(event(1, "P0", recipients=told))
    (row,) = delivery_rows(desk.ledger.state())
    assert row[9:13] == [
        "Frontline EMEA, Search team, Site Reliability", "component owner, desk, on-call", "Site Reliability",
        "Search team",
    ]  # fmt: skip
