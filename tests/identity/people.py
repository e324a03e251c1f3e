"""A few records by hand, for tests."""

from __future__ import annotations

import polars as pl

ROLES = {"name": "name", "email": "email", "phone": "phone"}
COLUMNS = ("source", "source_id", "name", "email", "phone")

PEOPLE = (
    ("crm", "1", "Robert Keller", "robert.keller@acme.example", "+49 170 555 1234"),
    ("desk", "a", "Bob Keller", "ROBERT.KELLER+help@acme.example", None),
    ("shop", "x", "Keller, Robert", None, "0170/5551234"),
    ("crm", "2", "Lucía Gómez", "lucia@gomez.example", "+34 600 111 222"),
    ("desk", "b", "Lucia Gomez", "lucia@gomez.example", None),
    ("crm", "3", "Anna Weber", "anna.weber@acme.example", None),
    ("desk", "c", "Paul Okafor", "paul@other.example", None),
)
"""Robert three times, Lucía twice, and two who are there once."""

TOGETHER = [{("crm", "1"), ("desk", "a"), ("shop", "x")}, {("crm", "2"), ("desk", "b")}]


def people(rows=PEOPLE, **more) -> pl.DataFrame:
    """The records as a table; `more` are further columns."""
    frame = pl.DataFrame(rows, schema=dict.fromkeys(COLUMNS, pl.String), orient="row")
    return frame.with_columns(pl.Series(name, values) for name, values in more.items())


def groups(members: pl.DataFrame) -> list[set[tuple[str, str]]]:
    """The people with several records, as sets of (source, source id)."""
    by_person = members.filter(pl.col("record_count") > 1).group_by("canonical_id").agg("source", "source_id")
    found = [set(zip(row["source"], row["source_id"], strict=True)) for row in by_person.iter_rows(named=True)]
    return sorted(found, key=sorted)
