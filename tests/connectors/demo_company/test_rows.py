"""The demo company, row by row: valid by contract, and the same for the same arguments."""

from __future__ import annotations

import polars as pl
import pytest

from dagster_project.connectors.demo_company import simulation
from dagster_project.connectors.demo_company.planted_effects import planted
from dagster_project.connectors.demo_company.simulation import SIMULATED, simulate
from dagster_project.ingestion.lake import Lake
from dagster_project.ingestion.landing import land
from data_contracts import Contract

from .simulated import CASES, SEED, UNTIL, demo_company, read


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


PLANTED_DANGLING = {("product_connections", "product_b_id"): planted("connections_to_nowhere")}
"""References that are meant to lead nowhere, and how many do."""


@pytest.mark.parametrize("contract", SIMULATED, ids=lambda contract: contract.facts().table)
def test_references_resolve(tables, contract: type[Contract]):
    frame = tables[contract.facts().table]
    for name, field in contract.fields().items():
        if not field.metadata["references"]:
            continue
        _, table, column = field.metadata["references"].split(".")
        missing = frame[name].drop_nulls().is_in(tables[table][column].implode()).not_()
        dangling = PLANTED_DANGLING.get((contract.facts().table, name))
        if dangling:
            assert missing.sum() == dangling.size
            continue
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
