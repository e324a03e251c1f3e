"""Texts with a unit: tables of what a source says and the number it is."""

from __future__ import annotations

import polars as pl
import pytest

from dagster_project.ingestion.measures import EXAMPLES, read_measure
from dagster_project.ingestion.shaping import cast_to_contract
from data_contracts import Contract, column
from data_contracts.contract import MEASURES

READ = [
    ("milliseconds", "45ms", 45.0), ("milliseconds", "45 ms", 45.0), ("milliseconds", "1.2s", 1200.0),
    ("milliseconds", "0.1 s", 100.0), ("milliseconds", "2m 30s", 150_000.0), ("milliseconds", "350µs", 0.35),
    ("milliseconds", "45", 45.0), ("milliseconds", "1,250 ms", 1250.0),
    ("seconds", "2m 30s", 150.0), ("seconds", "1h", 3600.0), ("seconds", "4m", 240.0), ("seconds", "90", 90.0),
    ("bytes", "2.4 MB", 2_400_000.0), ("bytes", "14 KB", 14_000.0), ("bytes", "1 KiB", 1024.0), ("bytes", "12", 12.0),
    ("rate", "0.02%", 0.0002), ("rate", "98.5 %", 0.985), ("rate", "0.985", 0.985), ("rate", "100%", 1.0),
    ("count", "1.2k", 1200.0), ("count", "1,250", 1250.0), ("count", "2M", 2_000_000.0), ("count", "7", 7.0),
    ("per_second", "1,250 req/s", 1250.0), ("per_second", "1.2k/s", 1200.0), ("per_second", "90 ops/min", 1.5),
    ("per_second", "12.5", 12.5),
]  # fmt: skip

UNREAD = [
    ("milliseconds", "fast"), ("milliseconds", "45 apples"), ("milliseconds", ""), ("milliseconds", "2m 30"),
    ("bytes", "2.4 MX"), ("rate", "98 of 100"), ("count", "1.2.3k"), ("per_second", "12/fortnight"),
    ("bytes", "1,2 MB"),
]  # fmt: skip


@pytest.mark.parametrize(("measure", "text", "number"), READ)
def test_a_text_with_a_unit_is_a_number(measure, text, number):
    assert read_measure(text, measure) == number


@pytest.mark.parametrize(("measure", "text"), UNREAD)
def test_what_is_no_measure_is_not_guessed(measure, text):
    assert read_measure(text, measure) is None


def test_every_measure_has_words_for_people():
    assert set(EXAMPLES) == set(MEASURES)


class Sample(Contract):
    """Measures under our names and under the source's."""

    latency_ms: float = column("Latency.", nullable=True, called="latency", read_as="milliseconds")
    size_bytes: int = column("Size.", nullable=True, called="size", read_as="bytes")


def test_a_column_comes_under_the_sources_name_or_ours():
    theirs = cast_to_contract(Sample, pl.DataFrame({"latency": ["45ms", None], "size": ["2.4 MB", "10"]}), "here")
    ours = cast_to_contract(Sample, pl.DataFrame({"latency_ms": [45.0, None], "size_bytes": [2_400_000, 10]}), "here")
    assert theirs.frame.equals(ours.frame)
    assert theirs.problems.is_empty()


def test_what_cannot_be_read_is_a_problem_of_its_row():
    shaped = cast_to_contract(Sample, pl.DataFrame({"latency": ["45ms", "fast"], "size": ["1.5 B", "10"]}), "here")
    assert shaped.frame["latency_ms"].to_list() == [45.0, None]
    assert [tuple(row) for row in shaped.problems.select("row", "column", "value").iter_rows()] == [
        (1, "latency_ms", "fast"), (0, "size_bytes", "1.5 B"),
    ]  # fmt: skip
    assert "45ms" in shaped.problems["expected"][0]
