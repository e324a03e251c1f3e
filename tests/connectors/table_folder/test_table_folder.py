"""A folder with a file per table: found by name, read in its known columns, refused with a sentence where wrong."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest

from dagster_project.connectors.table_folder.folder import TableFolder
from dagster_project.connectors.table_groups import TABLE_GROUPS
from dagster_project.ingestion.lake import Lake
from dagster_project.ingestion.landing import land
from dagster_project.resources.errors import UserError
from data_contracts import find_contract

GROUP = TABLE_GROUPS["zendesk_fivetran"]
TICKET = find_contract("zendesk_fivetran", "ticket")
USER = find_contract("zendesk_fivetran", "user")
HOLIDAY = find_contract("zendesk_fivetran", "schedule_holiday")

REQUIRED = {
    "ticket": {"id": [1, 2], "created_at": ["2026-01-01 09:00:00", "2026-01-01 10:00:00"], "url": ["a", "b"]},
    "ticket_field_history": {"field_name": [], "ticket_id": [], "updated": []},
    "ticket_comment": {"id": [1], "ticket_id": [1], "public": [True], "created": ["2026-01-01 09:00:00"]},
    "user": {"id": [7.0, None], "role": ["agent", "end-user"]},
}


def folder(root: Path, **changed: dict) -> Path:
    for name, columns in {**REQUIRED, **changed}.items():
        pl.DataFrame(columns).write_csv(root / f"{name}.csv")
    return root


def reader(root: Path, tables: dict[str, str] | None = None, landed: bool = False) -> TableFolder:
    return TableFolder("zendesk", GROUP, root, tables or {}, lambda contract: landed)


def landed_rows(root: Path, contract, lake: Path, **settings) -> pl.DataFrame:
    batch = next(reader(root, **settings).batches(contract))
    note = land(batch, Lake(lake)).note
    return pl.read_parquet(Lake(lake).accepted_file(note))


def test_a_table_is_read_from_csv_gzip_json_lines_and_parquet_alike(tmp_path):
    rows = pl.DataFrame(REQUIRED["ticket"])
    rows.write_csv(tmp_path / "ticket.csv")
    with gzip.open(tmp_path / "packed.csv.gz", "wb") as file:
        file.write((tmp_path / "ticket.csv").read_bytes())
    rows.write_ndjson(tmp_path / "lines.jsonl")
    with gzip.open(tmp_path / "packed_lines.jsonl.gz", "wb") as file:
        file.write((tmp_path / "lines.jsonl").read_bytes())
    rows.with_columns(pl.col("created_at").str.to_datetime()).write_parquet(tmp_path / "typed.parquet")
    frames = [
        landed_rows(tmp_path, TICKET, tmp_path / f"lake_{name}", tables={"ticket": name})
        for name in ("ticket", "packed", "lines", "packed_lines", "typed")
    ]
    assert [frame.equals(frames[0]) for frame in frames] == [True] * 5
    assert frames[0]["created_at"][0] == datetime(2026, 1, 1, 9, tzinfo=UTC)
    assert frames[0]["priority"].null_count() == 2


def test_what_nobody_knows_is_left_and_named(tmp_path):
    folder(tmp_path, ticket_form_history={"id": [1]})
    left = reader(tmp_path).check()
    assert left.in_words() == (
        "not used, and left where they are: 1 tables (ticket_form_history); 1 columns (ticket.url)"
    )


def test_a_table_without_rows_is_an_answer(tmp_path):
    note = land(next(reader(folder(tmp_path)).batches(find_contract("zendesk_fivetran", "ticket_field_history"))),
                Lake(tmp_path / "lake")).note  # fmt: skip
    assert (note.rows_read, note.rows_rejected) == (0, 0)


def test_numbers_written_with_a_fraction_and_dates_with_a_midnight(tmp_path):
    holidays = {"id": [1], "schedule_id": ["2.0"], "start_date": ["2026-12-24 00:00:00"], "end_date": ["2026-12-26"]}
    folder(tmp_path, user={"id": ["7.0"], "role": ["agent"]}, schedule_holiday=holidays)
    assert landed_rows(tmp_path, USER, tmp_path / "lake")["id"].to_list() == [7]
    holiday = landed_rows(tmp_path, HOLIDAY, tmp_path / "lake").row(0, named=True)
    assert (holiday["schedule_id"], str(holiday["start_date"]), str(holiday["end_date"])) == (
        2, "2026-12-24", "2026-12-26",
    )  # fmt: skip


def test_a_newer_file_replaces_what_the_older_one_held(tmp_path):
    assert next(reader(folder(tmp_path)).batches(TICKET)).replaces_source


WRONG = [
    ("a required table", lambda f: (f / "ticket.csv").unlink(), "the table 'ticket' is missing; ticket.parquet"),
    ("a column", lambda f: (f / "ticket.csv").write_text("id,status\n1,open\n"), "column 'created_at' is missing"),
    ("half a file", lambda f: (f / "user.csv").rename(f / "user.parquet"), "not a complete Parquet file"),
    ("two files", lambda f: (f / "user.parquet").write_bytes(b"PAR1"), "user.parquet and user.csv are both there"),
    ("an empty file", lambda f: (f / "user.csv").write_text(""), "user.csv: the file is empty"),
]


@pytest.mark.parametrize(("spoil", "told"), [pytest.param(s, t, id=name) for name, s, t in WRONG])
def test_what_is_wrong_is_told_before_anything_is_landed(tmp_path, spoil, told):
    spoil(folder(tmp_path))
    with pytest.raises(UserError, match=told):
        reader(tmp_path).check()


def test_a_file_that_was_landed_and_put_away_is_not_missed(tmp_path):
    folder(tmp_path)
    (tmp_path / "ticket.csv").unlink()
    assert list(reader(tmp_path, landed=True).batches(TICKET)) == []
    with pytest.raises(UserError, match="the table 'ticket' is missing"):
        list(reader(tmp_path).batches(TICKET))


def test_a_folder_that_is_gone_is_an_error_and_no_empty_export(tmp_path):
    """Also where its rows have landed before: a disk that is not mounted must not pass for nothing new."""
    for landed in (False, True):
        with pytest.raises(UserError, match="there is no such folder"):
            next(reader(tmp_path / "gone", landed=landed).batches(TICKET))
