"""What if, what changed and receipts, on the demo company's published release, by the commands people type."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from pathlib import Path

import pytest
from installation import Installation

from dagster_project.resources.paths import DASHBOARD_APP, Home
from dagster_project.resources.run_lock import only_run
from dashboards.reporting import Viewer, open_release
from dashboards.what_if_results import open_what_if, stored_scenarios


def replay(demo: Installation, folder: Path, text: str, *options: str):
    file = folder / "scenario.yaml"
    file.write_text(text)
    return demo.loompin("what-if", file, *options)


def fingerprints(home: Path) -> dict[str, str]:
    """What must stay as it is: the warehouse, the releases, and which is current."""
    files = [home / "warehouse.duckdb", *sorted((home / "releases").iterdir())]
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


@pytest.fixture(scope="module")
def demo(demo_warehouse: Installation, tmp_path_factory) -> Installation:
    """The demo company in a folder of its own: replays leave their results in it."""
    return demo_warehouse.copy(tmp_path_factory.mktemp("questions") / "home")


@pytest.fixture(scope="module")
def stricter(demo, tmp_path_factory) -> list[dict[str, str]]:
    """P2 answered within an hour, whoever asks; replayed, with what must not change looked at before and after."""
    before = fingerprints(demo.home)
    text = "name: stricter\ntargets: [{clock: first_response, priority: P2, target: 1 hour}]\n"
    finished = replay(demo, tmp_path_factory.mktemp("s"), text, "--by", "clock,priority", "--format", "csv")
    assert finished.code == 0, finished.err
    assert "comparing" in finished.err, "progress is told beside the answer"
    assert fingerprints(demo.home) == before
    assert [path.name for path in (demo.home / "what_if").iterdir()] == ["stricter"], "the scratch is gone"
    return list(csv.DictReader(io.StringIO(finished.out)))


def test_a_stricter_target_breaches_what_took_longer(demo, stricter):
    """Judged by hand: around the clock, a decided first response is breached exactly if it took more than an hour."""
    with open_release(Home(demo.home)) as reader:
        by_hand = reader.sql(
            "select count(*) filter (where elapsed_seconds > 3600) as late, count(*) as n from reporting.sla_clocks "
            "as clocks where clock = 'first_response' and priority = 'P2' and status in ('met', 'breached') "
            "and case_id not in (select case_id from reporting.case_events where kind = 'priority_changed' "
            "group by case_id having count(*) > 1)"
        ).row(0)
    with open_what_if(Home(demo.home), "stricter") as reader:
        newly = reader.sql(
            "select count(*) from reporting.what_if_changed_clocks "
            "where is_newly_breached and priority = 'P2' and clock = 'first_response'"
        ).item()
        # The next response borrows the targets of the first where it has none of its own.
        changed = set(reader.sql("select clock from reporting.what_if_changed_clocks")["clock"])
        assert changed == {"first_response", "next_response"}
    row = next(r for r in stricter if (r["clock"], r["priority"]) == ("first_response", "P2"))
    assert int(row["breached_after"]) - int(row["breached_before"]) == int(row["newly_breached"]) == newly
    # Cases whose priority changed on the way are few, and were left out of the count by hand.
    assert by_hand[0] <= int(row["breached_after"]) <= by_hand[0] + int(row["decided_after"]) - by_hand[1]
    untouched = next(r for r in stricter if (r["clock"], r["priority"]) == ("resolution", "P2"))
    assert untouched["breached_before"] == untouched["breached_after"]


def test_a_viewer_of_one_tenant_sees_its_part_of_a_result(demo, stricter):
    home = Home(demo.home)
    assert stored_scenarios(home) == ["stricter"]
    with open_what_if(home, "stricter") as reader:
        everything = reader.before_and_after(["tenant_id"])
    tenant, decided = everything.select("tenant_id", "decided_before").row(0)
    with open_what_if(home, "stricter", Viewer("one", frozenset({tenant}))) as reader:
        assert reader.before_and_after(["tenant_id"])["tenant_id"].to_list() == [tenant, "all"]
        assert reader.before_and_after(["tenant_id"])["decided_before"].to_list() == [decided, decided]
        assert set(reader.sql("select tenant_id from reporting.what_if_changed_clocks")["tenant_id"]) <= {tenant}


def test_hours_as_they_are_change_nothing_and_a_holiday_does(demo, tmp_path):
    """A holiday that is added and then removed again is the same history; a week of them is not."""
    same = (
        "name: same\nholidays: {add: [{calendar: all, day: 2026-03-11}], remove: [{calendar: all, day: 2026-03-11}]}\n"
    )
    finished = replay(demo, tmp_path, same, "--by", "clock", "--format", "json")
    assert finished.code == 0, finished.err
    rows = json.loads(finished.out)
    assert all(row["change"] == 0 and row["newly_breached"] == row["no_longer_breached"] == 0 for row in rows)
    days = ", ".join(f"{{calendar: all, day: 2026-03-{day:02}}}" for day in range(9, 14))
    finished = replay(demo, tmp_path, f"name: week_off\nholidays: {{add: [{days}]}}\n", "--format", "json")
    assert finished.code == 0, finished.err
    total = json.loads(finished.out)[-1]
    assert total["no_longer_breached"] > 0 == total["newly_breached"]


def test_a_scenario_that_names_what_is_not_there_is_told(demo, tmp_path):
    for text, told in (
        ("hours: [{calendar: Mars, mon: '09:00-17:00'}]", "there is no calendar 'Mars'"),
        ("holidays: {remove: [{calendar: all, day: 2026-03-11}]}", "2026-03-11 is no holiday"),
        ("targets: [{clock: resolution, segment: Nobody, target: 1 hour}]", "there is no case of segment 'Nobody'"),
    ):
        finished = replay(demo, tmp_path, f"name: wrong\n{text}\n")
        assert finished.code == 1 and told in finished.err, finished.err
        assert "Traceback" not in finished.err
    assert not (demo.home / "what_if" / "wrong").exists()


def test_a_run_that_goes_on_is_respected(demo, tmp_path):
    with only_run(Home(demo.home), "a test"):
        finished = replay(demo, tmp_path, "name: x\ntargets: [{clock: resolution, target: 1 hour}]\n")
    assert finished.code == 1 and "another run is going on (a test" in finished.err


def test_explain_adds_up_on_the_command_line(demo):
    weeks = ("--from", "2026-W14..2026-W17", "--to", "2026-W20..2026-W23")
    finished = demo.loompin("explain", "--clock", "first_response", *weeks, "--format", "csv")
    assert finished.code == 0, finished.err
    rows = list(csv.DictReader(io.StringIO(finished.out)))
    total = {name: float(rows[-1][name]) for name in ("mix", "rate", "policy", "rate_before", "rate_after")}
    assert total["mix"] + total["rate"] + total["policy"] == pytest.approx(
        total["rate_after"] - total["rate_before"], abs=1e-12
    )
    with open_release(Home(demo.home)) as reader:
        decided = reader.sql(
            "select count(*) from reporting.sla_clocks where clock = 'first_response' "
            "and status in ('met', 'breached') and decided_at >= '2026-03-30' and decided_at < '2026-04-27'"
        ).item()
    assert int(rows[-1]["decided_before"]) == decided
    finished = demo.loompin("explain", "--clock", "first_response", *weeks, "--by", "priority")
    assert "volume mix" in finished.out and "together" in finished.out
    finished = demo.loompin("explain", "--clock", "repair", *weeks)
    assert finished.code == 1 and "no such clock" in finished.err


def test_a_receipt_is_drawn_and_can_be_taken_away(demo, tmp_path):
    with open_release(Home(demo.home)) as reader:
        case = reader.sql(
            "select case_id from reporting.sla_clocks where clock = 'resolution' and calendar_id is not null "
            "and stopped_at is not null order by elapsed_seconds desc, 1 limit 1"
        ).item()
        clocks = reader.sql("select count(*) from reporting.sla_clocks where case_id = $1", [case]).item()
    finished = demo.loompin("receipt", case, "--save", tmp_path / "out")
    assert finished.code == 0, finished.err
    assert finished.out.count("  open  ") >= 1 and "█" in finished.out and finished.err == ""
    for ending in ("csv", "svg", "html"):
        assert len(list((tmp_path / "out").glob(f"receipt_{case}_*.{ending}"))) == clocks


def test_the_page_replays_a_scenario_and_shows_it(demo, monkeypatch):
    """Defined by its widgets, run in a process of its own, and shown before and after."""
    from streamlit.testing.v1 import AppTest

    monkeypatch.setenv("LOOMPIN_HOME", str(demo.home))
    monkeypatch.delenv("LOOMPIN_CONFIG", raising=False)
    app = AppTest.from_file(str(DASHBOARD_APP), default_timeout=120).switch_page("app_pages/what_if.py").run()
    app.text_input(key="scenario_name").input("Bad name")
    app.text_input(key="scenario_holidays").input("2026-03-09")
    app.button[0].click().run()
    assert "'Bad name' is no name" in app.error[0].value
    app.text_input(key="scenario_name").input("monday_off")
    app.button[0].click().run()
    assert not app.exception and not app.error
    assert "monday_off" in stored_scenarios(Home(demo.home))
    assert app.selectbox(key="scenario").value == "monday_off"
    shown = "\n".join(element.value for element in app.html)
    assert "No longer breached" in shown and "monday_off" in shown
