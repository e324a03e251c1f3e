"""Casting: tables of what a source says and what the contract gets."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dagster_project.ingestion.shaping import _read_times_of_any_kind, _read_times_of_one_kind, cast_to_contract
from dagster_project.resources.errors import UserError
from data_contracts import Contract, column
from data_contracts.contract import Money, UtcTime


class Sample(Contract):
    """One row of every type."""

    text: str = column("Text.", nullable=True)
    whole: int = column("Whole number.", nullable=True)
    number: float = column("Number.", nullable=True)
    money: Money = column("Money.", nullable=True)
    flag: bool = column("Flag.", nullable=True)
    day: pl.Date = column("Day.", nullable=True)
    moment: UtcTime = column("Moment.", nullable=True)
    words: pl.List(pl.String) = column("Words.", nullable=True)
    parts: pl.List(pl.Struct({"title": pl.String, "due_on": pl.Date})) = column("Parts.", nullable=True)


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)


READ = [
    ("text", " kept as it is ", " kept as it is "),
    ("text", "", None),
    ("text", "   ", None),
    ("whole", " 42 ", 42),
    ("whole", "-7", -7),
    ("number", "1e-3", 0.001),
    ("money", "499.00", Decimal("499.00")),
    ("money", "0.5", Decimal("0.50")),
    ("flag", "TRUE", True),
    ("flag", "no", False),
    ("flag", "0", False),
    ("day", "2026-02-28", date(2026, 2, 28)),
    ("moment", "2026-03-01T09:30:00Z", at(2026, 3, 1, 9, 30)),
    ("moment", "2026-03-01 09:30:00+02:00", at(2026, 3, 1, 7, 30)),
    ("moment", "2026-03-01T09:30:00.000+0000", at(2026, 3, 1, 9, 30)),
    ("moment", "2026-03-01 09:30:00+00", at(2026, 3, 1, 9, 30)),
    ("moment", "2026-03-01T09:30:00.123456Z", at(2026, 3, 1, 9, 30, 0, 123456)),
    ("moment", "2026-03-01 09:30", at(2026, 3, 1, 9, 30)),
    ("moment", "2026-03-01", at(2026, 3, 1)),
    ("words", '["a", "b"]', ["a", "b"]),
    ("words", "[]", []),
    ("parts", '[{"title": "Fix", "due_on": "2026-03-01"}]', [{"title": "Fix", "due_on": date(2026, 3, 1)}]),
]

UNREAD = [
    ("whole", "4.2", "a whole number"),
    ("whole", "many", "a whole number"),
    ("number", "1,5", "a number"),
    ("money", "62.505", "a number with at most 2 decimals"),
    ("flag", "perhaps", "true or false"),
    ("day", "2026-02-30", "a date such as 2026-03-01"),
    ("moment", "01/03/2026 09:30", "a time such as 2026-03-01T09:30:00Z"),
    ("words", "[a, b", "a JSON list"),
]


@pytest.mark.parametrize(("name", "given", "expected"), READ)
def test_text_is_read(name, given, expected):
    shaped = cast_to_contract(Sample, pl.DataFrame({name: [given]}), "file")
    assert shaped.problems.is_empty()
    assert shaped.frame[name].to_list() == [expected]


@pytest.mark.parametrize(("name", "given", "expected"), UNREAD)
def test_text_that_cannot_be_read_is_a_problem_of_its_row_only(name, given, expected):
    good = next(value for column_name, value, _ in READ if column_name == name)
    shaped = cast_to_contract(Sample, pl.DataFrame({name: [good, given, good]}), "file")
    assert shaped.problems.rows() == [(1, name, given, expected)]
    assert shaped.frame[name].is_null().to_list() == [False, True, False]


@pytest.mark.parametrize(
    ("name", "given", "expected"),
    [
        ("moment", pl.Series([datetime(2026, 3, 1, 9, 30)]), at(2026, 3, 1, 9, 30)),
        ("moment", pl.Series([datetime(2026, 3, 1, 9, 30)]).dt.replace_time_zone("Asia/Tokyo"), at(2026, 3, 1, 0, 30)),
        ("moment", pl.Series([at(2026, 3, 1)]).cast(pl.Datetime("ns", "UTC")), at(2026, 3, 1)),
        ("whole", pl.Series([3.0]), 3),
        ("whole", pl.Series([3], dtype=pl.Int16), 3),
        ("money", pl.Series([0.1]), Decimal("0.10")),
        ("text", pl.Series([12]), "12"),
        ("words", pl.Series([None]), None),
    ],
)
def test_typed_values_are_brought_into_the_contracts_type(name, given, expected):
    shaped = cast_to_contract(Sample, pl.DataFrame({name: given}), "file")
    assert shaped.problems.is_empty()
    assert shaped.frame[name].to_list() == [expected]
    assert shaped.frame.schema == pl.Schema(Sample.dtypes())


def test_a_fraction_is_not_cut_to_a_whole_number():
    shaped = cast_to_contract(Sample, pl.DataFrame({"whole": [3.7]}), "file")
    assert shaped.problems["value"].to_list() == ["3.7"]


def test_unknown_columns_are_left_out_and_absent_ones_are_null():
    shaped = cast_to_contract(Sample, pl.DataFrame({"text": ["a", "b"], "extra": [1, 2]}), "file")
    assert shaped.frame.columns == list(Sample.dtypes())
    assert shaped.frame["money"].to_list() == [None, None]


def test_a_missing_column_is_named_with_what_there_is():
    from data_contracts.event_log.events import CaseList

    with pytest.raises(UserError, match=r"list\.csv: column 'tenant_id' is missing \(it holds case_id\)"):
        cast_to_contract(CaseList, pl.DataFrame({"case_id": ["1"]}), "list.csv")


ISO_PARTS = st.tuples(
    st.sampled_from(["2026-03-01", "2024-02-29", "2026-02-30", "1969-12-31", "0001-01-01", "2026-3-1"]),
    st.sampled_from(["", " ", "T", "t"]),
    st.sampled_from(
        ["", "09", "09:30", "23:59:59", "24:00:00", "09:30:60", "09:30:15.5", "09:30:15.123456", "09:30:15."]
    ),
    st.sampled_from(["", "Z", "z", "+00", "-03:30", "+0530", "+5", " UTC"]),
)


@example(["2026-03-01T09:30:15Z", "2026-03-01T09:30:15"])
@example(["2026-03-01", None])
@given(st.lists(ISO_PARTS.map("".join), min_size=1, max_size=4))
def test_times_of_one_kind_read_as_times_of_any_kind(texts):
    """The quick way gives what the thorough one gives, or leaves the column to it."""
    column = pl.Series("moment", texts)
    quick = _read_times_of_one_kind(column)
    if quick is not None:
        for read, expected in zip(quick, _read_times_of_any_kind(column), strict=True):
            assert read.to_list() == expected.to_list()


@pytest.mark.parametrize("text", ["2026-03-01T09:30:15Z", "2026-03-01 09:30:15+02", "2026-03-01 09:30", "2026-03-01"])
def test_usual_times_are_read_the_quick_way(text):
    assert _read_times_of_one_kind(pl.Series("moment", [text, None, text])) is not None
