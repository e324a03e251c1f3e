"""Files of a week: all three alike, written only where something changed, and whole after anything that broke off."""

from __future__ import annotations

import json

import polars as pl
import pytest
from exports.backlogs.weeks import item, week_of
from exports.emulators.clock import TestClock

from dagster_project.exports.backlogs import files as module
from dagster_project.exports.backlogs.files import Files
from dagster_project.exports.backlogs.ledger import Ledger
from dagster_project.exports.delivery.journal import Journal
from dagster_project.resources.errors import UserError

NAMES = ["backlog_items.csv", "backlog_items.json", "backlog_items.parquet"]


@pytest.fixture
def files(tmp_path) -> Files:
    return Files(tmp_path / "backlogs", "https://dash.example")


@pytest.fixture
def ledger(tmp_path) -> Ledger:
    return Ledger(Journal(tmp_path / "backlogs.jsonl"), TestClock())


def counts(report) -> tuple[int, int, int]:
    return report.counts["created"], report.counts["updated"], report.counts["unchanged"]


def stamps(files: Files) -> dict[str, int]:
    return {file.name: file.stat().st_mtime_ns for file in files.of("2026-W26").iterdir()}


def test_a_second_export_writes_nothing_and_a_correction_is_one_update(files, ledger):
    assert counts(files.send(week_of([item(1), item(2)]), ledger)) == (2, 0, 0)
    before = stamps(files)
    assert sorted(before) == NAMES
    assert counts(files.send(week_of([item(1), item(2)]), ledger)) == (0, 0, 2)
    assert stamps(files) == before
    assert counts(files.send(week_of([item(1), item(2, cases=5)]), ledger)) == (0, 1, 1)
    assert counts(files.send(week_of([item(1)]), ledger)) == (0, 1, 1)
    assert counts(files.send(week_of([item(1)]), ledger)) == (0, 0, 2)


def test_the_three_files_say_the_same(files, ledger):
    files.send(week_of([item(1), item(2, quote="=cmd()|a")]), ledger)
    folder = files.of("2026-W26")
    parquet = pl.read_parquet(folder / "backlog_items.parquet")
    document = json.loads((folder / "backlog_items.json").read_text())
    table = pl.read_csv(folder / "backlog_items.csv")
    assert parquet.schema["arr_usd"] == pl.Decimal(18, 2)
    assert (parquet.schema["week_start"], parquet.schema["driver_week"]) == (pl.Date, pl.Date)
    assert parquet.schema["quotes"] == pl.List(pl.String)
    assert parquet["item_key"].to_list() == table["item_key"].to_list() == [i["item_key"] for i in document["items"]]
    assert parquet["share"].to_list() == table["share"].to_list()
    assert parquet["link"][0].startswith("https://dash.example/backlogs?week=2026-W26")
    # A spreadsheet must not take it for a formula.
    assert table["quotes"].to_list() == ["Too slow.", "'=cmd()|a"]
    assert parquet["quotes"].to_list() == [["Too slow."], ["=cmd()|a"]]
    assert (document["closed_count"], document["without_root_cause_count"]) == (16, 1)


@pytest.mark.parametrize("broken", [1, 2, 3])
def test_files_that_were_broken_off_are_written_by_the_next_export(files, ledger, monkeypatch, broken):
    real, calls = module.write_whole, []

    def breaks(file, content):
        calls.append(file)
        if len(calls) == broken:
            raise OSError("the disk is full")
        real(file, content)

    monkeypatch.setattr(module, "write_whole", breaks)
    with pytest.raises(OSError, match="full"):
        files.send(week_of([item(1)]), ledger)
    monkeypatch.setattr(module, "write_whole", real)
    files.send(week_of([item(1)]), ledger)
    assert sorted(stamps(files)) == NAMES
    assert counts(files.send(week_of([item(1)]), ledger)) == (0, 0, 1)


@pytest.mark.parametrize("name", NAMES[:1] + NAMES[2:])
@pytest.mark.parametrize("harm", ["remove", "change"])
def test_a_file_that_was_lost_or_changed_is_written_anew(files, ledger, name, harm):
    files.send(week_of([item(1)]), ledger)
    file = files.of("2026-W26") / name
    whole = file.read_bytes()
    if harm == "remove":
        file.unlink()
    else:
        file.write_bytes(b"mine")
    report = files.send(week_of([item(1)]), ledger)
    assert counts(report) == (0, 0, 1)
    assert "written anew" in report.problems[0]
    assert file.read_bytes() == whole


def test_a_release_that_has_lost_the_week_overwrites_nothing(files, ledger):
    files.send(week_of([item(1)]), ledger)
    with pytest.raises(UserError, match="though 1 were written"):
        files.send(week_of([]), ledger)


def test_a_dry_run_writes_nothing(files):
    assert files.plan(week_of([item(1)])).counts["create"] == 1
    assert not files.folder.exists()
