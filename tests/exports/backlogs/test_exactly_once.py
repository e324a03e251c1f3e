"""After any faults and deaths of the process, an export that comes to its end leaves each item there exactly once."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

import pytest
from exports.backlogs.weeks import Desk, ProcessDied, item, week_of
from exports.emulators.jira import JiraCloud
from exports.emulators.loopback import Fault, served
from hypothesis import given, settings
from hypothesis import strategies as st

from dagster_project.exports.delivery.retrying import Patience

KINDS = ("jira", "github", "webhook")
FAULTY = [fault for fault in Fault if fault is not Fault.NONE]

FAULTY_RUN = st.fixed_dictionaries(
    {
        "faults": st.lists(st.sampled_from([*FAULTY, Fault.NONE, Fault.NONE]), max_size=14),
        "dies_before": st.none() | st.integers(1, 8),
        "dies_after": st.none() | st.integers(1, 8),
        "later": st.integers(0, 900),
        "cases": st.integers(3, 4),
    }
)


def faulty_run(desk: Desk, run: dict) -> None:
    desk.emulator.order(run["faults"])
    desk.dies_before = desk.sent + run["dies_before"] if run["dies_before"] else None
    desk.dies_after = desk.sent + run["dies_after"] if run["dies_after"] else None
    with suppress(ProcessDied):
        desk.export(week_of([item(1, cases=run["cases"]), item(2), item(3, backlog="reliability")]))
    desk.clock.sleep(run["later"])
    desk.emulator.order([])
    desk.dies_before = desk.dies_after = None


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=30, deadline=None)
@given(runs=st.lists(FAULTY_RUN, min_size=1, max_size=3), lag=st.integers(0, 300), cases=st.integers(3, 5))
def test_after_any_faults_and_a_further_run_each_item_is_there_once(tmp_path_factory, kind, runs, lag, cases):
    desk = Desk(kind, tmp_path_factory.mktemp("desk"))
    if isinstance(desk.emulator, JiraCloud):
        desk.emulator.lag = timedelta(seconds=lag)
    final = week_of([item(1, cases=cases), item(2), item(3, backlog="reliability")])
    with served(desk.emulator):
        for run in runs:
            faulty_run(desk, run)
        desk.clock.sleep(desk.emulator.retry_after + 1)
        last = desk.export(final)
        assert last.is_finished, last.problems
        assert set(desk.copies().values()) == {1}, desk.copies()
        assert desk.cases_told() == {each.key: each.fields["case_count"] for each in final.items}
        before = len(desk.emulator.calls)
        second = desk.export(final)
    assert (second.counts["created"], second.counts["updated"], second.counts["unchanged"]) == (0, 0, 3)
    assert len(desk.emulator.calls) == before


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("fault", FAULTY)
@pytest.mark.parametrize("call", [1, 2, 3, 4])
def test_one_fault_at_each_call(tmp_path, kind, fault, call):
    desk = Desk(kind, tmp_path)
    desk.emulator.order([*[Fault.NONE] * (call - 1), fault])
    week = week_of([item(1), item(2)])
    with served(desk.emulator):
        desk.export(week)
        second = desk.export(week)
    assert second.is_finished
    assert desk.copies() == {"demo:docs:topic:t1": 1, "demo:docs:topic:t2": 1}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("when", ["dies_before", "dies_after"])
@pytest.mark.parametrize("call", [1, 2, 3])
def test_a_process_that_dies_at_a_call_is_taken_up_by_the_next(tmp_path, kind, when, call):
    desk = Desk(kind, tmp_path)
    setattr(desk, when, call)
    week = week_of([item(1), item(2), item(3)])
    with served(desk.emulator):
        with pytest.raises(ProcessDied):
            desk.export(week)
        setattr(desk, when, None)
        assert desk.export(week).is_finished
    assert desk.copies() == {"demo:docs:topic:t1": 1, "demo:docs:topic:t2": 1, "demo:docs:topic:t3": 1}


@pytest.mark.parametrize("kind", ["jira", "github"])
def test_a_ledger_that_was_lost_makes_nothing_twice(tmp_path, kind):
    desk = Desk(kind, tmp_path)
    week = week_of([item(1), item(2)])
    with served(desk.emulator):
        desk.export(week)
        desk.ledger.journal.file.unlink()
        desk.clock.sleep(3600)
        found = desk.export(week)
        third = desk.export(week)
    assert (found.counts["created"], found.counts["found"], found.counts["updated"]) == (0, 2, 2)
    assert third.counts["unchanged"] == 2
    assert set(desk.copies().values()) == {1}


def test_the_index_of_jira_is_waited_for_and_no_longer(tmp_path):
    """A lost answer, and a search that sees the issue only after four minutes."""
    desk = Desk("jira", tmp_path)
    assert isinstance(desk.emulator, JiraCloud)
    desk.emulator.lag = timedelta(seconds=240)
    desk.emulator.order([Fault.NONE, Fault.LOST_ANSWER])
    with served(desk.emulator):
        assert desk.export(week_of([item(1)])).counts["in doubt"] == 1
        began = desk.clock.now()
        assert desk.export(week_of([item(1)])).is_finished
    waited = (desk.clock.now() - began).total_seconds()
    assert 235 <= waited <= 260
    assert desk.emulator.creates == 1


@pytest.mark.parametrize("kind", ["jira", "github"])
def test_a_create_that_is_worked_on_after_the_connection_broke(tmp_path, kind):
    """The next process begins at once, while the first one's request is still on its way."""
    desk = Desk(kind, tmp_path)
    desk.emulator.order([Fault.NONE, Fault.DONE_LATER])
    with served(desk.emulator):
        assert desk.export(week_of([item(1)])).counts["in doubt"] == 1
        assert desk.export(week_of([item(1)])).counts["found"] == 1
    assert desk.copies() == {"demo:docs:topic:t1": 1}


@pytest.mark.parametrize("lag", [60, 300])
def test_a_create_that_waited_for_minutes_before_the_process_died_is_not_made_again(tmp_path, lag):
    """Four limits are waited out, the issue is made, and the process dies: the intent is older than the index's lag."""
    desk = Desk("jira", tmp_path, patience=Patience())
    assert isinstance(desk.emulator, JiraCloud)
    desk.emulator.lag, desk.emulator.retry_after = timedelta(seconds=lag), 115
    desk.emulator.order([Fault.NONE, *[Fault.TOO_MANY] * 4])
    desk.dies_after = 6
    with served(desk.emulator):
        with pytest.raises(ProcessDied):
            desk.export(week_of([item(1)]))
        desk.dies_after = None
        assert desk.export(week_of([item(1)])).is_finished
    assert desk.copies() == {"demo:docs:topic:t1": 1}


def test_a_create_of_jira_that_was_never_made_is_made_once_the_index_must_have_it(tmp_path):
    desk = Desk("jira", tmp_path)
    desk.emulator.order([Fault.NONE, Fault.DROPS])
    with served(desk.emulator):
        desk.export(week_of([item(1)]))
        began = desk.clock.now()
        desk.export(week_of([item(1)]))
    assert (desk.clock.now() - began).total_seconds() >= 300
    assert desk.emulator.creates == 1
