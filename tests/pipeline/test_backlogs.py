"""Backlogs of the demo company: where closed cases go, what stands behind an item, and what the page shows."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from datetime import UTC, datetime
from math import sqrt

import dagster as dg
import polars as pl
import pytest
from exports.emulators.clock import TestClock
from exports.emulators.github import GitHubIssues
from exports.emulators.loopback import served
from exports.emulators.webhook import WebhookReceiver

from dagster_project.exports.assets import exported_backlogs

BACKLOG_OF = {
    "defect": "reliability", "third_party": "reliability", "feature_gap": "product", "missing_guide": "docs",
    "configuration": "docs", "usage": "docs",
}  # fmt: skip


@pytest.fixture(scope="module")
def causes(demo_release) -> dict[str, dict]:
    rows = demo_release.sql("select * from reporting.case_root_causes").iter_rows(named=True)
    return {row["case_id"]: row for row in rows}


def test_every_closed_case_is_there_once_and_goes_where_its_given_cause_says(demo_release, causes):
    closed = dict(
        demo_release.sql(
            "select case_id, root_cause from reporting.cases where is_closed and not is_removed"
        ).iter_rows()
    )
    assert closed.keys() == causes.keys()
    for case_id, given in closed.items():
        row = causes[case_id]
        assert row["given_root_cause"] == given
        if given is not None:
            assert (row["root_cause"], row["backlog"], row["is_derived"]) == (given, BACKLOG_OF[given], False)


def test_what_is_not_given_is_derived_and_says_from_what_or_counted_as_unknown(causes):
    ungiven = [row for row in causes.values() if row["given_root_cause"] is None]
    by_origin = Counter(row["derived_from"] for row in ungiven)
    known = {"linked bug", "linked incident", "product escalation", "topic", "tag"}
    assert {"linked bug", "tag"} <= by_origin.keys() - {None} <= known
    assert 0 < by_origin[None] < len(ungiven)
    for row in ungiven:
        assert row["is_derived"] == (row["derived_from"] is not None) == (row["backlog"] is not None)
        assert row["evidence"]
        if row["derived_from"] == "linked bug":
            assert (row["backlog"], row["root_cause"]) == ("reliability", "defect")
            assert row["bug_key"] in row["evidence"]
        if row["derived_from"] == "product escalation":
            assert (row["backlog"], row["root_cause"]) == ("product", "feature_gap")


def test_what_is_derived_by_a_theme_is_what_most_earlier_cases_of_it_were(demo_release, causes):
    """Reckoned again, case by case, from the published tables alone."""
    signs = defaultdict(set)
    topics = demo_release.sql(
        "select distinct e.case_id, t.topic_id from reporting.event_topics t "
        "join reporting.customer_events e on t.source = e.source and t.event_id = e.event_id "
        "where e.case_id is not null"
    )
    tags = demo_release.sql("select case_id, unnest(tags) from reporting.cases")
    for kind, pairs in (("topic", topics), ("tag", tags)):
        for case_id, sign in pairs.iter_rows():
            signs[case_id].add((kind, sign))

    def told(case: dict) -> set[tuple[str, str]]:
        """Backlogs that more than half of the earlier cases of one of its signs went to, with 95 % certainty."""
        found = set()
        for sign in signs[case["case_id"]]:
            earlier = Counter(
                BACKLOG_OF[row["given_root_cause"]]
                for row in causes.values()
                if row["given_root_cause"]
                and row["closed_week"] < case["closed_week"]
                and sign in signs[row["case_id"]]
            )
            n = earlier.total()
            found |= {(sign[0], backlog) for backlog, k in earlier.items() if n >= 10 and wilson_low(k, n) > 0.5}
        return found

    asked = 0
    for row in causes.values():
        if row["given_root_cause"] is None and row["derived_from"] in ("topic", "tag", None):
            answers = told(row)
            assert (row["derived_from"], row["backlog"]) in (answers or {(None, None)})
            asked += 1
    assert asked > 20


def wilson_low(k: int, n: int) -> float:
    z = 1.959963984540054
    return (k + z * z / 2 - z * sqrt(k * (1 - k / n) + z * z / 4)) / (n + z * z)


@pytest.fixture(scope="module")
def items(demo_release) -> pl.DataFrame:
    return demo_release.sql("select * from reporting.backlog_items")


def test_items_hold_every_emitted_case_once_and_weeks_add_up(demo_release, causes, items):
    emitted = Counter((row["item_key"], row["closed_week"]) for row in causes.values() if row["backlog"])
    assert {(r["item_key"], r["week_start"]): r["case_count"] for r in items.iter_rows(named=True)} == emitted
    for row in demo_release.sql("select * from reporting.backlog_weeks").iter_rows(named=True):
        of_week = [case for case in causes.values() if case["closed_week"] == row["week_start"]]
        assert row["closed_count"] == len(of_week) == row["emitted_count"] + row["untold_count"]
        assert row["week"] == f"{row['week_start']:%G-W%V}"
        assert row["is_whole_week"] == (row["week"] != "2026-W27")


def test_accounts_and_minutes_of_an_item_are_those_of_its_cases_and_arr_counts_each_account_once(demo_release, items):
    arr = dict(demo_release.sql("select case_id, arr_usd from reporting.cases").iter_rows())
    minutes = dict(demo_release.sql("select case_id, handling_minutes from reporting.case_costs").iter_rows())
    cases = defaultdict(list)
    for row in demo_release.sql("select * from reporting.case_root_causes").iter_rows(named=True):
        cases[row["item_key"], row["closed_week"]].append(row)
    most = 0
    for item in items.iter_rows(named=True):
        of_item = cases[item["item_key"], item["week_start"]]
        accounts = {row["tenant_id"]: arr[row["case_id"]] for row in of_item}
        assert item["account_count"] == len(accounts)
        assert (item["arr_usd"] or 0) == sum(amount or 0 for amount in accounts.values())
        assert (item["handling_minutes"] or 0) == pytest.approx(
            sum(minutes[row["case_id"]] or 0 for row in of_item), abs=1e-4
        )
        most = max(most, item["case_count"] - item["account_count"])
    assert most > 0


def test_satisfaction_of_an_item_is_that_of_thirteen_weeks_against_all_other_cases(demo_release, items):
    rated = demo_release.sql(
        "select r.item_key, r.closed_week, c.csat_score from reporting.case_root_causes r "
        "join reporting.cases c using (source, case_id) where c.csat_score is not null"
    ).rows()
    checked = 0
    for item in items.filter(pl.col("csat_gap").is_not_null()).sample(40, seed=1).iter_rows(named=True):
        window = [row for row in rated if 0 <= (item["week_start"] - row[1]).days <= 7 * 12]
        own = [score for key, _, score in window if key == item["item_key"]]
        rest = [score for key, _, score in window if key != item["item_key"]]
        assert (item["csat_count"], item["csat_rest_count"]) == (len(own), len(rest))
        assert item["csat_gap"] == pytest.approx(sum(own) / len(own) - sum(rest) / len(rest), abs=1e-5)
        assert (item["csat_gap_low"] is None) == (len(own) < 5)
        checked += item["csat_gap_low"] is not None
    assert checked > 2


def test_quotes_hold_no_name_that_the_release_knows_and_no_address(demo_release, items):
    quotes = [quote for row in items["quotes"].to_list() for quote in row]
    assert len(quotes) > 400
    assert max(items["quotes"].list.len().to_list()) <= 5
    names = demo_release.sql("select distinct owner_name from reporting.backlog_items where owner_name is not null")
    assert not [quote for quote in quotes if "@" in quote or any(name in quote for name in names.to_series())]


def test_the_release_that_holds_an_item_is_named_and_is_not_part_of_its_hash(demo_release, items):
    assert set(items["release_id"]) == {demo_release.info.release_id}
    assert items["content_hash"].n_unique() == items.height


def test_the_command_sends_a_week_once_to_every_target(demo_copy):
    """As a person runs it, against targets on this machine."""
    clock = TestClock(datetime.now(UTC))
    github, webhook = GitHubIssues(clock), WebhookReceiver(clock, ["whsec-of-test"])
    with served(github), served(webhook):
        (demo_copy.home / "loompin.toml").write_text(
            f"""
            [export.github]
            repository = "example/product"
            token_env = "TOKEN_OF_TEST"
            url = "{github.url}"
            allow_loopback_http = true
            [export.webhook]
            url = "{webhook.url}/in"
            secret_env = "SECRET_OF_TEST"
            allow_loopback_http = true
            """
        )
        secrets = {"TOKEN_OF_TEST": "ghp-of-test", "SECRET_OF_TEST": "whsec-of-test"}
        told = demo_copy.loompin("export", "backlogs", "--week", "2026-W25", "--dry-run", **secrets)
        assert told.code == 0, told.err
        assert github.calls == webhook.calls == []
        first = demo_copy.loompin("export", "backlogs", "--week", "2026-W25", **secrets)
        second = demo_copy.loompin("export", "backlogs", "--week", "2026-W25", **secrets)
    assert (first.code, second.code) == (0, 0), first.err + second.err
    folder = demo_copy.home / "exports" / "backlogs" / "2026-W25"
    number = pl.read_parquet(folder / "backlog_items.parquet").height
    assert number == len(json.loads((folder / "backlog_items.json").read_text())["items"]) > 5
    assert told.out.count(f"{number} create, 0 update, 0 unchanged") == 3
    assert first.out.count(f"{number} created, 0 updated, 0 unchanged") == 3
    assert second.out.count(f"0 created, 0 updated, {number} unchanged") == 3
    assert set(map(len, github.texts().values())) == {1}
    assert len(webhook.received) == github.creates == number
    ledger = (demo_copy.home / "exports" / "backlogs.jsonl").read_text()
    assert not [secret for secret in secrets.values() if secret in ledger + first.out + first.err]


def test_the_page_shows_the_week_its_cases_and_that_nothing_was_sent(open_page, demo_release):
    app = open_page("backlogs", week="2026-W26")
    assert not app.exception
    assert app.selectbox(key="week").value == "2026-W26"
    told = "\n".join(str(part.value) for kind in ("html", "markdown") for part in getattr(app, kind))
    emitted, untold = demo_release.sql(
        "select emitted_count, untold_count from reporting.backlog_weeks where week = '2026-W26'"
    ).row(0)
    assert f"= {emitted} + {untold}" in told
    assert "Nothing was sent yet." in told


def test_a_link_to_an_item_opens_its_cases(open_page, items):
    item = items.filter(pl.col("week") == "2026-W25").sort("case_count").row(-1, named=True)
    app = open_page("backlogs", week=item["week"], item=item["item_key"])
    assert not app.exception
    assert [box.value for box in app.selectbox if box.label == "Item"] == [item["item_key"]]
    (cases,) = [frame.value for frame in app.dataframe if "evidence" in frame.value.columns]
    assert len(cases) == item["case_count"]
    assert not open_page("backlogs", week="2020-W01", item="gone").exception


def test_the_weekly_job_sends_the_last_whole_week_and_first_what_was_left(demo_copy, monkeypatch):
    monkeypatch.setenv("LOOMPIN_HOME", str(demo_copy.home))
    monkeypatch.delenv("LOOMPIN_CONFIG", raising=False)
    ledger = demo_copy.home / "exports" / "backlogs.jsonl"
    ledger.parent.mkdir(exist_ok=True)
    # An export of week 25 that was broken off.
    broken_off = {"record": "run", "run": "x", "target": "files", "destination": "", "week": "2026-W25"}
    ledger.write_text(json.dumps(broken_off) + "\n")
    result = dg.materialize([exported_backlogs], instance=dg.DagsterInstance.ephemeral())
    assert result.success
    folders = (demo_copy.home / "exports" / "backlogs").iterdir()
    assert sorted(folder.name for folder in folders) == ["2026-W25", "2026-W26"]
