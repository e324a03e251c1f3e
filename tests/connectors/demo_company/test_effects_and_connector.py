"""The demo company: its planted effects are in the data, and its connector simulates once."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import polars as pl
import pytest

from dagster_project.connectors.demo_company import connector as connector_module
from dagster_project.connectors.demo_company import simulation
from dagster_project.connectors.demo_company.planted_effects import PLANTED_EFFECTS, planted
from dagster_project.connectors.demo_company.simulation import SIMULATED, simulate
from dagster_project.resources.errors import UserError
from data_contracts import find_contract
from data_contracts.event_log.events import Events
from data_contracts.vocabulary import EVENT_KINDS

from .simulated import AS_OF, SEED, UNTIL, demo_company, moves, read


def test_every_planted_effect_is_read_by_the_simulation():
    names = [effect.name for effect in PLANTED_EFFECTS]
    assert len(names) == len(set(names))
    files = Path(simulation.__file__).parent.rglob("*.py")
    code = "".join(file.read_text() for file in files if file.parent.name != "effects")
    assert [name for name in names if f'"{name}"' not in code] == []
    with pytest.raises(KeyError):
        planted("no such effect")


def test_planted_effects_show_in_the_data(tmp_path):
    simulate(20_000, SEED, UNTIL, tmp_path / "large")
    large = read(tmp_path / "large")
    assignments = large["case_assignments"].sort("assigned_at")
    groups = assignments.group_by("case_id").agg(
        first_group=pl.col("group_name").first(), is_handed_over=pl.col("group_name").n_unique() > 1
    )
    replied = large["case_interactions"].filter((pl.col("author_kind") == "agent") & pl.col("is_public"))
    reopened = moves(large).filter(
        pl.col("from_state").is_in(["Resolved", "Closed"]) & (pl.col("to_state") == "In-progress")
    )
    cases = (
        large["cases"]
        .join(groups, on="case_id")
        .join(replied.group_by("case_id").agg(replied_at=pl.col("occurred_at").min()), on="case_id")
        .with_columns(
            minutes=(pl.col("replied_at") - pl.col("opened_at")).dt.total_minutes(),
            has_reopened=pl.col("case_id").is_in(reopened["case_id"].implode()),
        )
    )
    p2 = cases.filter((pl.col("priority") == "P2") & ~pl.col("is_created_privately"))
    pace = dict(p2.group_by("first_group").agg(pl.col("minutes").median()).iter_rows())
    assert 1.25 < pace["Integrations"] / pace["Platform"] < 1.9
    season = planted("understaffed_season")
    begins = UNTIL - timedelta(days=season.starts_days_before)
    is_in_season = pl.col("opened_at").is_between(begins, begins + timedelta(days=season.lasts_days))
    slump = p2.filter(is_in_season)["minutes"].median() / p2.filter(~is_in_season)["minutes"].median()
    assert 1.3 < slump < 1.9
    reopening = dict(cases.group_by("is_handed_over").agg(pl.col("has_reopened").mean()).iter_rows())
    assert 1.5 < reopening[True] / reopening[False] < 2.6
    scores = large["satisfaction_surveys"].drop_nulls("score").join(cases, on="case_id")
    by_reopening = dict(scores.group_by("has_reopened").agg(pl.col("score").mean()).iter_rows())
    assert by_reopening[False] - by_reopening[True] > 0.5
    by_handover = dict(scores.group_by("is_handed_over").agg(pl.col("score").mean()).iter_rows())
    assert by_handover[False] - by_handover[True] > 0.2
    mended = UNTIL - timedelta(days=planted("exports_mended").starts_days_before)
    exports = cases.group_by(is_mended=pl.col("opened_at") >= mended).agg((pl.col("component") == "Exports").mean())
    share = dict(exports.iter_rows())
    assert 0.45 < share[True] / share[False] < 0.72
    busiest = cases.group_by(pl.col("opened_at").dt.date()).len()["len"]
    assert busiest.sort(descending=True)[2] > 2.2 * busiest.mean()


def test_promises_are_mostly_kept_but_not_always(tables):
    """First replies to P0 to P2, whose default targets run around the clock; about 88 % are in time."""
    replied = tables["case_interactions"].filter((pl.col("author_kind") == "agent") & pl.col("is_public"))
    first = tables["case_priority_changes"].filter(pl.col("from_priority").is_null())
    cases = (
        tables["cases"]
        .filter(~pl.col("is_created_privately"))
        .join(first.select("case_id", first_priority="to_priority"), on="case_id")
        .join(replied.group_by("case_id").agg(replied_at=pl.col("occurred_at").min()), on="case_id")
        .filter(pl.col("first_priority") != "P3")
        .with_columns(target=pl.col("first_priority").replace_strict({"P0": 15, "P1": 60, "P2": 240}))
    )
    in_time = (cases["replied_at"] - cases["opened_at"]).dt.total_seconds() <= 60 * cases["target"]
    assert 0.84 < in_time.mean() < 0.93


# The connector


def test_it_says_what_it_is(environment):
    company = demo_company(environment)
    facts = company.facts()
    assert (facts.name, facts.type, facts.as_of_last_event) == ("demo_company", "demo_company", False)
    assert set(facts.carries) == set(EVENT_KINDS) - {"state_repeated"}
    assert set(facts.tables) == {contract.full_name() for contract in SIMULATED}
    (batch,) = company.batches(find_contract("support", "cases"))
    assert batch.origin == "demo company of 1,000 cases, seed 7, until 2026-11-22"
    assert list(company.batches(Events)) == []


def test_it_simulates_when_first_read_and_never_again(environment, monkeypatch):
    calls = []

    def counted(*arguments: object) -> None:
        calls.append(arguments)
        simulate(*arguments)

    monkeypatch.setattr(connector_module, "simulate", counted)
    company = demo_company(environment)
    batches = [batch for contract in SIMULATED for batch in company.batches(contract)]
    assert not calls
    rows = {batch.contract: sum(chunk.frame.height for chunk in batch.chunks()) for batch in batches}
    assert rows[find_contract("support", "cases")] == 1_000
    same_day = demo_company(environment, AS_OF + timedelta(hours=5))
    (batch,) = same_day.batches(find_contract("support", "cases"))
    assert sum(chunk.frame.height for chunk in batch.chunks()) == 1_000
    assert len(calls) == 1


def test_the_next_day_replaces_the_simulation(environment):
    today, tomorrow = demo_company(environment), demo_company(environment, AS_OF + timedelta(days=1))
    assert today.fingerprint != tomorrow.fingerprint
    for company in (today, tomorrow):
        (batch,) = company.batches(find_contract("support", "runbooks"))
        assert sum(chunk.frame.height for chunk in batch.chunks()) == 15
    assert tomorrow.folder.exists()
    assert not today.folder.exists()


def test_a_crash_leaves_no_half_simulation(environment, monkeypatch):
    def crash(*_: object) -> None:
        raise RuntimeError("out of power")

    company = demo_company(environment)
    (batch,) = company.batches(find_contract("platform", "plans"))
    with monkeypatch.context() as broken, pytest.raises(RuntimeError):
        broken.setattr(simulation, "simulate_block", crash)
        list(batch.chunks())
    assert not company.folder.exists()
    assert sum(chunk.frame.height for chunk in batch.chunks()) == 5
    assert [path.name for path in company.folder.parent.iterdir()] == [company.fingerprint]


@pytest.mark.parametrize("settings", [{"cases": 999}, {"cases": 1_000_001}, {"cases": "many"}, {"cases": True},
                                      {"seed": -1}, {"seed": 1.5}])  # fmt: skip
def test_settings_that_make_no_sense_are_refused(environment, settings):
    with pytest.raises(UserError, match=r"\[sources\.demo_company\]"):
        demo_company(environment, **settings)
