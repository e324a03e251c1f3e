"""The demo company: valid in every row, the same for the same arguments, possible as a history, and simulated once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest

from dagster_project.connectors.connector import connect
from dagster_project.connectors.demo_company import connector as connector_module
from dagster_project.connectors.demo_company import simulation
from dagster_project.connectors.demo_company.connector import DemoCompany
from dagster_project.connectors.demo_company.planted_effects import PLANTED_EFFECTS, planted
from dagster_project.connectors.demo_company.simulation import SIMULATED, simulate, table_folder
from dagster_project.ingestion.lake import Lake
from dagster_project.ingestion.landing import land
from dagster_project.resources.configuration import SourceSettings
from dagster_project.resources.environment import Environment, read_environment
from dagster_project.resources.errors import UserError
from data_contracts import Contract, find_contract
from data_contracts.event_log.events import Events
from data_contracts.vocabulary import CHANNELS, EVENT_KINDS, PRIORITIES, STATES

CASES, SEED = 3_000, 7
AS_OF = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
UNTIL = datetime(2026, 11, 22, tzinfo=UTC)
IS_REOPEN = pl.col("from_state").is_in(["Resolved", "Closed"]) & (pl.col("to_state") == "In-progress")
Simulated = dict[str, pl.DataFrame]


def read(folder: Path) -> Simulated:
    """The tables of a simulation by name."""
    return {
        contract.facts().table: pl.concat(
            pl.read_parquet(part) for part in sorted(table_folder(folder, contract).glob("*.parquet"))
        )
        for contract in SIMULATED
    }


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Simulated:
    folder = tmp_path_factory.mktemp("landing") / "simulation"
    simulate(CASES, SEED, UNTIL, folder)
    return read(folder)


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Environment:
    monkeypatch.setenv("LOOMPIN_HOME", str(tmp_path))
    monkeypatch.delenv("LOOMPIN_CONFIG", raising=False)
    return read_environment()


def demo_company(environment: Environment, as_of: datetime = AS_OF, **settings: object) -> DemoCompany:
    source = SourceSettings("demo_company", "demo_company", {"cases": 1_000, "seed": SEED, **settings})
    return connect(source, environment, as_of)


def moves(tables: Simulated) -> pl.DataFrame:
    """State changes with the state and the time of the one before, by case."""
    return (
        tables["case_state_transitions"]
        .filter(pl.col("kind") == "state_changed")
        .sort("case_id", "occurred_at")
        .with_columns(
            state_before=pl.col("to_state").shift(1).over("case_id"),
            moved_before_at=pl.col("occurred_at").shift(1).over("case_id"),
        )
    )


# Contracts


def test_every_row_lands_and_none_is_rejected(environment):
    company, lake = demo_company(environment), Lake(environment.home / "lake")
    for contract in SIMULATED:
        (batch,) = company.batches(contract)
        assert batch.replaces_source
        note = land(batch, lake).note
        assert note.rows_rejected == 0, contract.facts().table
        assert note.rows_accepted > 0, contract.facts().table
        assert land(next(company.batches(contract)), lake).unchanged


@pytest.mark.parametrize("contract", SIMULATED, ids=lambda contract: contract.facts().table)
def test_frames_have_the_contracts_types_and_unique_keys(tables, contract: type[Contract]):
    frame = tables[contract.facts().table]
    assert dict(frame.schema) == contract.dtypes()
    assert not frame.select(contract.facts().key).is_duplicated().any()


@pytest.mark.parametrize("contract", SIMULATED, ids=lambda contract: contract.facts().table)
def test_references_resolve(tables, contract: type[Contract]):
    frame = tables[contract.facts().table]
    for name, field in contract.fields().items():
        if not field.metadata["references"]:
            continue
        _, table, column = field.metadata["references"].split(".")
        missing = frame[name].drop_nulls().is_in(tables[table][column].implode()).not_()
        assert not missing.any(), f"{name}: {frame[name].drop_nulls().filter(missing).head(3).to_list()}"


def test_authors_and_actors_are_people_of_the_company(tables):
    people = pl.concat([tables["users"]["id"], tables["requesters"]["requester_id"]])
    for table, column in (
        ("case_interactions", "author_id"), ("case_state_transitions", "actor_id"), ("case_attachments", "uploaded_by"),
        ("case_assignments", "actor_id"), ("escalations", "escalated_by"), ("case_incidents", "linked_by"),
    ):  # fmt: skip
        assert tables[table][column].drop_nulls().is_in(people.implode()).all(), table


def test_rows_of_a_case_have_the_cases_tenant(tables):
    cases = tables["cases"].select("case_id", of_case="tenant_id")
    for name, frame in tables.items():
        if {"case_id", "tenant_id"} <= set(frame.columns):
            assert frame.join(cases, on="case_id").filter(pl.col("tenant_id") != pl.col("of_case")).is_empty(), name


# Determinism


def test_same_arguments_give_the_same_rows(tables, tmp_path):
    simulate(CASES, SEED, UNTIL, tmp_path / "again")
    for name, frame in read(tmp_path / "again").items():
        assert frame.equals(tables[name]), name


def test_another_seed_gives_other_rows(tables, tmp_path):
    simulate(CASES, SEED + 1, UNTIL, tmp_path / "other")
    other = read(tmp_path / "other")
    assert not other["cases"].equals(tables["cases"])
    assert set(other["tenants"]["id"]).isdisjoint(tables["tenants"]["id"])


def test_blocks_add_up_to_the_whole_with_ids_of_their_own(tmp_path, monkeypatch):
    monkeypatch.setattr(simulation, "CASES_PER_BLOCK", 600)
    simulate(1_500, SEED, UNTIL, tmp_path / "blocks")
    blocks = read(tmp_path / "blocks")
    assert len(list((tmp_path / "blocks" / "cases").glob("*.parquet"))) == 3
    assert blocks["cases"]["case_id"].n_unique() == 1_500
    for contract in SIMULATED:
        assert not blocks[contract.facts().table].select(contract.facts().key).is_duplicated().any()


# A possible history


def test_nothing_is_at_or_after_the_end(tables):
    for contract in SIMULATED:
        frame = tables[contract.facts().table]
        for name in [c for c, dtype in frame.schema.items() if isinstance(dtype, pl.Datetime)]:
            assert frame.filter(pl.col(name) >= UNTIL).is_empty(), f"{contract.facts().table}.{name}"


def test_instants_are_whole_seconds(tables):
    for name, frame in tables.items():
        for column in frame.select(pl.selectors.datetime()):
            assert (column.dt.microsecond().drop_nulls() == 0).all(), f"{name}.{column.name}"


def test_nothing_happens_to_a_case_before_it_opens_nor_before_its_people_are_there(tables):
    opened = tables["cases"].select("case_id", "opened_at", "requester_id", of_tenant="tenant_id")
    for name, frame in tables.items():
        if name != "cases" and "case_id" in frame.columns:
            with_opening = frame.join(opened, on="case_id")
            for column in frame.select(pl.selectors.datetime()).columns:
                assert with_opening.filter(pl.col(column) < pl.col("opened_at")).is_empty(), f"{name}.{column}"
    for table, key, of_case in (("requesters", "requester_id", "requester_id"), ("tenants", "id", "of_tenant")):
        joined = opened.join(tables[table].select(key, "created_at"), left_on=of_case, right_on=key)
        assert joined.height == CASES
        assert joined.filter(pl.col("created_at") > pl.col("opened_at")).is_empty()


def test_states_form_a_chain_from_new_in_order_of_time(tables):
    chain = moves(tables)
    assert chain.filter(pl.col("from_state") != pl.col("state_before").fill_null("New")).is_empty()
    assert chain.filter(pl.col("occurred_at") <= pl.col("moved_before_at")).is_empty()
    assert (chain.filter(pl.col("state_before").is_null())["from_state"] == "New").all()
    assert set(chain["to_state"]) == set(STATES)


def test_cases_stand_where_their_events_left_them(tables):
    last = {
        "state": moves(tables).group_by("case_id", maintain_order=True).agg(last=pl.col("to_state").last()),
        "priority": tables["case_priority_changes"].sort("occurred_at").group_by("case_id").agg(
            last=pl.col("to_priority").last()
        ),
        "owner_id": tables["case_assignments"].sort("assigned_at").group_by("case_id").agg(
            last=pl.col("assignee_id").last()
        ),
        "group_name": tables["case_assignments"].sort("assigned_at").group_by("case_id").agg(
            last=pl.col("group_name").last()
        ),
    }  # fmt: skip
    for column, events in last.items():
        stands = tables["cases"].join(events, on="case_id", how="left")
        expected = pl.col("last").fill_null("New") if column == "state" else pl.col("last")
        assert stands.filter(pl.col(column).ne_missing(expected)).is_empty(), column
    for table in ("case_state_transitions", "case_interactions", "case_priority_changes"):
        late = tables[table].join(tables["cases"].select("case_id", "updated_at"), on="case_id")
        assert late.filter(pl.col("occurred_at") > pl.col("updated_at")).is_empty(), table


def test_every_case_is_given_a_priority_when_it_opens_and_some_change(tables):
    first = tables["case_priority_changes"].filter(pl.col("from_priority").is_null())
    assert (
        first.join(tables["cases"], on="case_id").filter(pl.col("occurred_at") == pl.col("opened_at")).height == CASES
    )
    changes = tables["case_priority_changes"].filter(pl.col("from_priority").is_not_null())
    assert 0.07 < changes["case_id"].n_unique() / CASES < 0.13
    assert (changes["from_priority"] != changes["to_priority"]).all()
    assert set(tables["cases"]["priority"]) == set(PRIORITIES)


def test_the_system_closes_after_exactly_seven_days(tables):
    closed = moves(tables).filter((pl.col("to_state") == "Closed") & (pl.col("actor_kind") == "system"))
    assert closed.height > 500
    assert (closed["reason"] == "auto-close after 7 days").all()
    assert (closed["occurred_at"] - closed["moved_before_at"] == timedelta(days=7)).all()


def test_lives_hold_what_clocks_must_get_right(tables):
    chain, cases = moves(tables), tables["cases"]
    reopened = chain.filter(IS_REOPEN)
    assert set(reopened["from_state"]) == {"Resolved", "Closed"}
    assert 0.04 < reopened["case_id"].n_unique() / CASES < 0.09
    again = chain.join(reopened.select("case_id", reopened_at="occurred_at"), on="case_id")
    assert again.filter((pl.col("occurred_at") > pl.col("reopened_at")) & (pl.col("to_state") == "Closed")).height > 100
    assert chain.filter(pl.col("to_state") == "Waiting-on-customer").height > CASES / 2
    assert chain.filter(pl.col("to_state") == "On-hold").height > CASES / 20
    assert chain.filter((pl.col("from_state") == "New") & (pl.col("to_state") == "Closed")).height >= 1
    assert {"deleted", "recovered", "merged"} < set(tables["case_state_transitions"]["kind"])
    assert cases.filter(~pl.col("state").is_in(["Resolved", "Closed"])).height > 10
    assert set(cases["channel"]) == set(CHANNELS)


def test_what_is_gone_for_good_has_no_more_events(tables):
    ends = tables["case_state_transitions"].sort("occurred_at").group_by("case_id").agg(
        kind=pl.col("kind").last(), ended_at=pl.col("occurred_at").last()
    ).filter(pl.col("kind").is_in(["deleted", "merged"]))  # fmt: skip
    assert ends.height > 10
    late = tables["case_interactions"].join(ends.select("case_id", "ended_at"), on="case_id")
    assert late.filter(pl.col("occurred_at") >= pl.col("ended_at")).is_empty()


def test_merged_cases_go_into_an_older_case_of_the_same_tenant(tables):
    cases = tables["cases"]
    merged = cases.filter(pl.col("merged_into_case_id").is_not_null()).join(
        cases, left_on="merged_into_case_id", right_on="case_id", suffix="_older"
    )
    assert merged.height == tables["case_state_transitions"].filter(pl.col("kind") == "merged").height > 5
    assert (merged["tenant_id"] == merged["tenant_id_older"]).all()
    assert (merged["opened_at_older"] <= merged["opened_at"]).all()


def test_privately_created_cases_begin_with_a_note_and_the_customer_comes_later(tables):
    private = tables["cases"].filter(pl.col("is_created_privately"))
    assert 0.005 < private.height / CASES < 0.03
    first = tables["case_interactions"].sort("occurred_at", "interaction_id").group_by("case_id").first()
    first = first.join(tables["cases"].select("case_id", "is_created_privately", "opened_at"), on="case_id")
    by_privacy = first.group_by("is_created_privately", "kind", "author_kind", "is_public").len()
    assert set(by_privacy.drop("len").rows()) == {
        (True, "note", "agent", False),
        (False, "message", "customer", True),
    }
    assert (first["occurred_at"] == first["opened_at"]).all()
    said = tables["case_interactions"].filter("is_public").join(private.select("case_id"), on="case_id", how="semi")
    opening = said.sort("occurred_at").group_by("case_id").first()
    assert (opening["author_kind"] == "customer").all()


def test_waiting_ends_with_an_answer_of_the_customer(tables):
    answered = moves(tables).filter(
        (pl.col("from_state") == "Waiting-on-customer") & (pl.col("to_state") == "In-progress")
    )
    messages = tables["case_interactions"].filter(pl.col("author_kind") == "customer")
    with_answer = answered.join(messages, on=["case_id", "occurred_at"], how="semi")
    assert with_answer.height == answered.height > 0


def test_calendars_and_policies_hold_their_difficult_forms(tables):
    calendars, hours = tables["business_calendars"], tables["business_hours"]
    assert calendars["time_zone"].n_unique() >= 5
    assert calendars.filter("is_default")["time_zone"].to_list() == ["Europe/Berlin"]
    assert calendars.filter(pl.col("version") == 2).height == 1
    assert 5 <= calendars["tenant_id"].drop_nulls().n_unique() <= 12
    assert {"00:00", "20:00"} < set(hours["opens_at"])
    assert hours.group_by("calendar_id", "version", "weekday").len()["len"].max() == 2
    policies = tables["sla_policies"].sort("valid_from")
    assert set(policies["clock"]) == {"first_response", "resolution", "next_response"}
    (versions,) = [part for _, part in policies.group_by("policy_id") if part.height == 2]
    old, new = versions.sort("valid_from").to_dicts()
    assert old["valid_to"] == new["valid_from"]
    assert new["target_amount"] < old["target_amount"]
    holidays = tables["calendar_holidays"]
    assert holidays["starts_on"].max().year == UNTIL.year + 2


def test_company_has_every_plan_and_its_own_staff(tables):
    plans = {row["name"]: (str(row["price_monthly"]), row["max_users"]) for row in tables["plans"].to_dicts()}
    assert plans == {"Free": ("0.00", 5), "Pro": ("49.00", 25), "Enterprise": ("499.00", 999),
                     "Startup": ("19.00", 10), "Trial": ("0.00", 2)}  # fmt: skip
    assert set(tables["tenants"]["plan"]) == set(plans)
    free = tables["tenants"].filter(pl.col("plan").is_in(["Free", "Trial"]))
    assert (free["arr_usd"] == 0).all()
    staff = tables["users"].filter(pl.col("tenant_id").is_null())
    assert set(staff["role"]) == {"Agent", "Lead", "Engineer"}
    assert set(tables["case_assignments"]["group_name"]) <= set(staff["team"])
    owners = tables["component_owners"].group_by("component").agg(teams=pl.col("team").n_unique())
    assert owners.filter(pl.col("teams") == 2).height == 1


# Planted effects


def test_every_planted_effect_is_read_by_the_simulation():
    names = [effect.name for effect in PLANTED_EFFECTS]
    assert len(names) == len(set(names))
    files = Path(simulation.__file__).parent.glob("*.py")
    code = "".join(file.read_text() for file in files if file.name != "planted_effects.py")
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
