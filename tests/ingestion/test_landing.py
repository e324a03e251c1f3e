"""Landing: every row is accepted or rejected with its reason, and a batch lands whole or not at all."""

from __future__ import annotations

import json

import polars as pl
import pytest
from ingestion.batches_of_cases import batch, event, events, link, links

from dagster_project.ingestion.lake import Lake
from dagster_project.ingestion.landing import land
from dagster_project.resources.errors import UserError
from data_contracts.event_log.events import Events
from data_contracts.support.escalations import CaseAffectedResources
from data_contracts.support.promises import BusinessCalendars, BusinessHours, SlaPolicies


@pytest.fixture
def lake(tmp_path):
    return Lake(tmp_path / "lake")


def test_rows_read_are_rows_accepted_and_rejected(lake):
    rows = [link(f"c{i}", "r", i % 24) for i in range(100)]
    rows[40]["tenant_id"] = None
    rows[70]["case_id"] = None
    note = land(links(rows, rows_per_chunk=30), lake).note
    assert (note.rows_read, note.rows_accepted, note.rows_rejected) == (100, 98, 2)
    rejected = pl.read_parquet(lake.rejected_file(note)).sort("row_number")
    assert rejected["row_number"].to_list() == [41, 71]
    assert rejected["reasons"].to_list()[0] == [{"column": "tenant_id", "value": None, "expected": "a value"}]
    assert json.loads(rejected["record"][0])["case_id"] == "c40"


def test_every_fault_of_a_row_is_told(lake):
    rows = [event(f"c{i}", "New", i % 60) for i in range(40)]
    rows[3] |= {"state": "Lost", "occurred_at": "yesterday"}
    note = land(events(rows), lake).note
    (reasons,) = pl.read_parquet(lake.rejected_file(note))["reasons"].to_list()
    assert {reason["column"]: reason["value"] for reason in reasons} == {"state": "Lost", "occurred_at": "yesterday"}


def test_above_the_allowed_share_nothing_is_written_and_the_reasons_are_told(lake):
    rows = [event(f"c{i}", "Lost" if i % 3 == 0 else "New", i % 60) for i in range(60)]
    with pytest.raises(UserError) as refusal:
        land(events(rows), lake)
    assert "20 of 60 rows break the contract event_log.events, which allows 5%" in str(refusal.value)
    assert "20 × state is 'Lost', expected one of New, Triage" in str(refusal.value)
    assert "(first in row 1)" in str(refusal.value)
    assert not list(lake.root.rglob("*.*"))


def test_a_small_batch_fails_only_when_no_row_is_right(lake):
    assert land(events([event("a", "New", 1), event("b", "Lost", 2)]), lake).note.rows_rejected == 1
    with pytest.raises(UserError, match="1 of 1 rows"):
        land(events([event("c", "Lost", 3)]), lake)


def test_a_batch_that_breaks_off_leaves_nothing(lake):
    good = links([link("a", "r", 1)])

    def breaks_off():
        yield from good.chunks()
        raise ConnectionError("gone")

    broken = batch(CaseAffectedResources, [link("a", "r", 1)], "x", False, 10)
    object.__setattr__(broken, "chunks", breaks_off)
    with pytest.raises(ConnectionError):
        land(broken, lake)
    assert not list(lake.root.rglob("*.*"))


def test_the_same_content_is_landed_once(lake):
    rows = [event("a", "New", 1)]
    assert land(events(rows), lake).note
    assert land(events(rows), lake).unchanged
    assert land(events([*rows, event("a", "Triage", 2)]), lake).note


BAD_PROMISES = [
    (BusinessHours, {"weekday": 8}, "at most 7"),
    (BusinessHours, {"opens_at": "9:00"}, "text of the form"),
    (BusinessHours, {"opens_at": "17:00", "closes_at": "09:00"}, "closes_at is after opens_at"),
    (BusinessHours, {"closes_at": "25:00"}, "text of the form"),
    (BusinessCalendars, {"time_zone": "Mars/Olympus"}, "a zone of the IANA database"),
    (BusinessCalendars, {"business_day_seconds": 0}, "more than 0"),
    (SlaPolicies, {"target_amount": -1}, "more than 0"),
    (SlaPolicies, {"target_amount": None}, "a value"),
    (SlaPolicies, {"clock": "coffee"}, "one of first_response"),
    (SlaPolicies, {"valid_to": "2025-01-01"}, "valid_to is after valid_from"),
]
GOOD_PROMISES = {
    BusinessHours: {"calendar_id": "k", "version": 1, "weekday": 1, "opens_at": "09:00", "closes_at": "17:00"},
    BusinessCalendars: {
        "calendar_id": "k", "name": "K", "time_zone": "Europe/Berlin", "version": 1, "is_default": True,
        "valid_from": "2026-01-01", "updated_at": "2026-01-01",
    },
    SlaPolicies: {
        "policy_id": "p", "name": "P", "clock": "resolution", "target_unit": "hours", "target_amount": 4,
        "valid_from": "2026-01-01", "updated_at": "2026-01-01",
    },
}  # fmt: skip


@pytest.mark.parametrize(("contract", "fault", "expected"), BAD_PROMISES)
def test_promises_that_make_no_sense_are_rejected_with_the_reason(lake, contract, fault, expected):
    good = GOOD_PROMISES[contract]
    first_key = contract.facts().key[0]
    note = land(
        batch(contract, [{**good, first_key: "other"}, {**good, **fault}], "promises.csv", False, 10), lake
    ).note
    assert (note.rows_accepted, note.rows_rejected) == (1, 1)
    reasons = pl.read_parquet(lake.rejected_file(note))["reasons"].to_list()[0]
    assert any(reason["expected"].startswith(expected) for reason in reasons)


def test_a_keyless_row_is_known_by_what_the_source_said(lake):
    note = land(events([event("a", "New", 1), event("a", "New", 1), event("a", "Triage", 2)]), lake).note
    hashes = pl.read_parquet(lake.accepted_file(note))["row_hash"].to_list()
    assert hashes[0] == hashes[1] != hashes[2]
    assert Events.facts().key == ()
