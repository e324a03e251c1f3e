"""Rows of a log: words translated, times read in the log's own form and zone, files read whole or refused."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dagster_project.connectors.event_log.connector import EventLog
from dagster_project.connectors.event_log.mapping_file import read_mapping
from dagster_project.connectors.event_log.shaping import shape
from dagster_project.connectors.table_files import read_chunks
from dagster_project.ingestion.lake import Lake
from dagster_project.ingestion.landing import land
from dagster_project.resources.errors import UserError
from data_contracts.event_log.events import CaseList, Events

MAPPING = """\
name: desk
rows: {rows}
missing: ["-", "n/a"]
time: {{zone: {zone}, format: {form}}}
columns: {{case: id, {columns}}}
states: {{Open: In-progress, Done: Resolved}}
"""


def mapping(tmp_path: Path, rows="events", zone="UTC", form="null", columns="time: at, state: status"):
    file = tmp_path / "mapping.yaml"
    file.write_text(MAPPING.format(rows=rows, zone=zone, form=form, columns=columns))
    return read_mapping(file)


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)


TIMES = [
    ("UTC", "'%d/%m/%Y %H:%M'", "29/2/2016 01:16", at(2016, 2, 29, 1, 16)),
    ("Asia/Kolkata", "'%d/%m/%Y %H:%M'", "1/3/2016 00:10", at(2016, 2, 29, 18, 40)),
    ("Europe/Berlin", "null", "2025-07-01 12:00:00", at(2025, 7, 1, 10)),
    ("Europe/Berlin", "null", "2025-07-01T12:00:00Z", at(2025, 7, 1, 12)),
    ("Europe/Berlin", "null", "2025-07-01T12:00:00+05:30", at(2025, 7, 1, 6, 30)),
    ("Europe/Berlin", "null", "2026-03-01T09:30Z", at(2026, 3, 1, 9, 30)),
    ("Europe/Berlin", "null", "2026-03-01 09:30+0530", at(2026, 3, 1, 4)),
    ("Europe/Berlin", "null", "2026-03-01", at(2026, 2, 28, 23)),
    # The clocks go back at 03:00: 02:30 occurs twice, and the earlier one is meant.
    ("Europe/Berlin", "null", "2025-10-26 02:30:00", at(2025, 10, 26, 0, 30)),
    ("America/New_York", "null", "2025-11-02 01:30:00", at(2025, 11, 2, 5, 30)),
    ("UTC", "['%Y/%m/%d', '%d.%m.%Y']", "24.12.2025", at(2025, 12, 24)),
    ("UTC", "null", "-", None),
]

WRONG_TIMES = [
    ("UTC", "'%d/%m/%Y %H:%M'", "2016-02-29 01:16", "a time of the form %d/%m/%Y %H:%M"),
    ("UTC", "'%d/%m/%Y %H:%M'", "30/2/2016 01:16", "a time of the form"),
    ("UTC", "null", "29/2/2016", "an ISO time such as"),
    # The clocks go forward at 02:00: 02:30 never occurs.
    ("Europe/Berlin", "null", "2025-03-30 02:30:00", "a time that exists in Europe/Berlin"),
]


@pytest.mark.parametrize(("zone", "form", "text", "expected"), TIMES)
def test_times_are_read_in_the_logs_form_and_zone(tmp_path, zone, form, text, expected):
    shaped = shape(
        mapping(tmp_path, zone=zone, form=form), pl.DataFrame({"id": ["1"], "at": [text], "status": ["Open"]}), "f"
    )
    assert shaped.problems.is_empty()
    assert shaped.frame["occurred_at"].to_list() == [expected]


@pytest.mark.parametrize(("zone", "form", "text", "expected"), WRONG_TIMES)
def test_times_in_another_form_are_problems(tmp_path, zone, form, text, expected):
    shaped = shape(
        mapping(tmp_path, zone=zone, form=form), pl.DataFrame({"id": ["1"], "at": [text], "status": ["Open"]}), "f"
    )
    ((row, column, value, said),) = shaped.problems.rows()
    assert (row, column, value) == (0, "at", text)
    assert said.startswith(expected)


def test_words_are_translated_and_unknown_ones_are_problems(tmp_path):
    frame = pl.DataFrame({"id": ["1"] * 4, "at": ["2026-01-01"] * 4, "status": ["Open", " Done ", "n/a", "Lost"]})
    shaped = shape(mapping(tmp_path), frame, "f")
    assert shaped.frame["state"].to_list() == ["In-progress", "Resolved", None, None]
    assert shaped.frame["source_state"].to_list() == ["Open", "Done", None, "Lost"]
    assert shaped.problems.select("row", "value").rows() == [(3, "Lost")]


def test_our_own_words_need_no_translation_and_may_be_given_another(tmp_path):
    frame = pl.DataFrame({"id": ["1"] * 2, "at": ["2026-01-01"] * 2, "status": ["New", "Closed"]})
    assert shape(mapping(tmp_path), frame, "f").frame["state"].to_list() == ["New", "Closed"]
    file = mapping(tmp_path).file
    file.write_text(file.read_text().replace("states: {", "states: {Closed: Resolved, "))
    assert shape(read_mapping(file), frame, "f").frame["state"].to_list() == ["New", "Resolved"]


def test_a_word_for_an_event_may_say_nothing(tmp_path):
    file = tmp_path / "mapping.yaml"
    file.write_text(MAPPING.format(rows="events", zone="UTC", form="null", columns="time: at, event: what")
                    + "events: {mail: public_reply, Created: ~}\n")  # fmt: skip
    frame = pl.DataFrame({"id": ["1"] * 3, "at": ["2026-01-01"] * 3, "what": ["mail", "Created", "lost"]})
    shaped = shape(read_mapping(file), frame, "f")
    assert shaped.frame["event_kind"].to_list() == ["public_reply", None, None]
    assert shaped.problems.select("row", "value").rows() == [(2, "lost")]


def test_a_log_without_tenants_is_a_tenant_of_its_own(tmp_path):
    shaped = shape(mapping(tmp_path), pl.DataFrame({"id": ["1"], "at": ["2026-01-01"], "status": ["Open"]}), "f")
    assert shaped.frame["tenant_id"].to_list() == ["desk"]


def csv(tmp_path: Path, text: str | bytes, name="log.csv") -> Path:
    file = tmp_path / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


ROWS = "id,at,status\n1,2026-01-01T09:00:00,Open\n1,2026-01-01T10:00:00,Done\n2,2026-01-02T09:00:00,Open\n"


@pytest.mark.parametrize(
    "write",
    [
        lambda folder: csv(folder, ROWS),
        lambda folder: csv(folder, ROWS.replace(",", ";")),
        lambda folder: csv(folder, ROWS.replace(",", "\t")),
        lambda folder: csv(folder, "﻿" + ROWS),
        lambda folder: csv(folder, ROWS.replace("\n", "\r\n")),
        lambda folder: csv(folder, gzip.compress(ROWS.encode()), "log.csv.gz"),
        lambda folder: csv(folder, gzip.compress(ROWS.encode()), "log"),
    ],
    ids=["comma", "semicolon", "tab", "byte order mark", "crlf", "gzip", "gzip without a suffix"],
)
def test_csv_is_read_however_it_is_written(tmp_path, write):
    batch = next(EventLog("desk", (write(tmp_path),), mapping(tmp_path)).batches(Events))
    note = land(batch, Lake(tmp_path / "lake")).note
    assert (note.rows_read, note.rows_accepted) == (3, 3)


def test_parquet_is_read_with_its_own_types(tmp_path):
    file = tmp_path / "log.parquet"
    pl.DataFrame(
        {"id": [1, 2], "at": [datetime(2026, 1, 1, 9), datetime(2026, 7, 1, 9)], "status": ["Open", "Done"]}
    ).write_parquet(file)
    log = EventLog("desk", (file,), mapping(tmp_path, zone="Europe/Berlin"))
    lake = Lake(tmp_path / "lake")
    note = land(next(log.batches(Events)), lake).note
    landed = pl.read_parquet(lake.accepted_file(note)).sort("case_id")
    assert landed["case_id"].to_list() == ["1", "2"]
    assert landed["occurred_at"].to_list() == [at(2026, 1, 1, 8), at(2026, 7, 1, 7)]


def test_a_line_that_cannot_be_split_is_rejected_and_kept(tmp_path):
    body = "".join(f"{i},2026-01-01T09:00:00,Open\n" for i in range(50))
    file = csv(tmp_path, "id,at,status\n" + body + "x,2026-01-01T09:00:00,Open,too,many\n" + body)
    lake = Lake(tmp_path / "lake")
    note = land(next(EventLog("desk", (file,), mapping(tmp_path)).batches(Events)), lake).note
    assert (note.rows_read, note.rows_accepted, note.rows_rejected) == (101, 100, 1)
    (rejected,) = pl.read_parquet(lake.rejected_file(note)).to_dicts()
    assert rejected["row_number"] == 51
    assert rejected["record"] == "x,2026-01-01T09:00:00,Open,too,many"


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(["good", "bad", "short"]), min_size=2, max_size=40))
def test_a_reject_is_found_at_its_row_whatever_stands_before_it(kinds):
    kinds = ["good", *kinds]
    lines = {"good": "1,2026-01-01T09:00:00,Open", "bad": "1,never,Open", "short": "1"}
    with TemporaryDirectory() as folder:
        file = csv(Path(folder), "id,at,status\n" + "".join(f"{lines[kind]}\n" for kind in kinds))
        batch = next(EventLog("desk", (file,), mapping(Path(folder))).batches(Events))
        lake = Lake(Path(folder) / "lake")
        try:
            note = land(batch, lake).note
        except UserError:  # too many of them
            return
        told = pl.read_parquet(lake.rejected_file(note)) if lake.rejected_file(note).exists() else None
        places = [] if told is None else sorted(told["row_number"])
        assert places == [row for row, kind in enumerate(kinds, start=1) if kind != "good"]


def test_a_list_of_cases_is_read_with_the_moments_in_its_columns(tmp_path):
    listed = mapping(tmp_path, rows="cases", columns="opened: opened, resolved: done, state: status")
    file = csv(
        tmp_path, "id,opened,done,status\n1,2026-01-01T09:00:00,2026-01-02T09:00:00,Done\n2,2026-01-03T09:00:00,,Open\n"
    )
    lake = Lake(tmp_path / "lake")
    note = land(next(EventLog("desk", (file,), listed).batches(CaseList)), lake).note
    landed = pl.read_parquet(lake.accepted_file(note)).sort("case_id")
    assert landed["resolved_at"].to_list() == [at(2026, 1, 2, 9), None]
    assert landed["changed_at"].to_list() == [at(2026, 1, 2, 9), at(2026, 1, 3, 9)]


def half_a_parquet_file() -> bytes:
    import io

    buffer = io.BytesIO()
    pl.DataFrame({"id": [str(i) for i in range(5000)]}).write_parquet(buffer)
    return buffer.getvalue()[: len(buffer.getvalue()) // 2]


@pytest.mark.parametrize(
    ("content", "name", "complaint"),
    [
        (b"", "log.csv", "the file is empty"),
        (b"id,at,status\n", "log.csv", "under the first line, 'id,at,status', there is no row"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00", "log.csv", "neither CSV nor Parquet"),
        ("id,at\nJürgen,1\n".encode("latin-1"), "log.csv", "near byte 7: the text is not UTF-8"),
        (gzip.compress(ROWS.encode() * 5000, mtime=0)[:100], "log.csv.gz", "the gzip file is damaged or cut off"),
        (half_a_parquet_file(), "log.parquet", "not a complete Parquet file"),
        (b"PAR1", "log.parquet", "not a complete Parquet file"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_by_name_and_reason(tmp_path, content, name, complaint):
    file = csv(tmp_path, content, name)
    with pytest.raises(UserError) as refusal:
        list(read_chunks(file))
    assert str(refusal.value).startswith(str(file))
    assert complaint in str(refusal.value)


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(UserError, match="there is no such file"):
        list(read_chunks(tmp_path / "nothing.csv"))


def test_a_missing_column_is_named_with_what_there_is(tmp_path):
    with pytest.raises(UserError, match=r"column 'status' is missing; the file has id, at"):
        shape(mapping(tmp_path), pl.DataFrame({"id": ["1"], "at": ["2026-01-01"]}), "log.csv")


def test_a_better_mapping_replaces_what_an_earlier_one_made(tmp_path):
    file = csv(tmp_path, ROWS)
    lake = Lake(tmp_path / "lake")
    assert land(next(EventLog("desk", (file,), mapping(tmp_path)).batches(Events)), lake).note
    assert land(next(EventLog("desk", (file,), mapping(tmp_path)).batches(Events)), lake).unchanged
    assert land(next(EventLog("desk", (file,), mapping(tmp_path, zone="Asia/Tokyo")).batches(Events)), lake).note
