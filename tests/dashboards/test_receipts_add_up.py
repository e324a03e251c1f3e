"""Receipts: the lines, the drawing and the download of a clock all add up to its number."""

from __future__ import annotations

import polars as pl
import pytest

from dashboards.answers import Answers, Sight
from dashboards.downloads import as_csv
from dashboards.durations import clock_time
from dashboards.receipt_pieces import of_window, read_openings, read_pieces
from dashboards.receipts import read_receipts
from dashboards.reporting import Viewer

from .page_text import text_of

CASES = [("desk", "D-000"), ("desk", "D-004"), ("desk", "D-017"), ("log", "L-002")]


@pytest.fixture(scope="module")
def answers(shared_home) -> Answers:
    """The small release as everyone sees it."""
    return Answers(Sight(shared_home.root, "20260630T120000000", Viewer()))


@pytest.mark.parametrize(("source", "case_id"), CASES)
def test_lines_add_up(source, case_id, answers):
    receipts = read_receipts(answers.reader, case_id, source)
    assert receipts.clocks
    for receipt in receipts.clocks:
        elapsed = receipt.clock["elapsed_seconds"]
        assert receipt.rows()["counted_seconds"].sum() == elapsed
        assert receipt.segments[-1]["elapsed_seconds_after"] == elapsed
        assert f"= {elapsed:,} s" in list(receipt.lines())[-1]


@pytest.mark.parametrize(("source", "case_id"), CASES)
def test_what_is_drawn_adds_up(source, case_id, answers):
    pieces, openings = read_pieces(answers, source, case_id), read_openings(answers, source, case_id)
    for receipt in read_receipts(answers.reader, case_id, source).clocks:
        at = (receipt.clock["clock"], receipt.clock["window_number"])
        drawn = of_window(pieces, *at).filter(pl.col("piece") == "counted")
        assert (drawn["ended_at"] - drawn["started_at"]).dt.total_seconds().sum() == receipt.clock["elapsed_seconds"]
        assert of_window(openings, *at).is_empty() == (receipt.clock["calendar_id"] is None)


def test_the_page_shows_the_sum(published, open_page):
    page = text_of(open_page("case", source="desk", case_id="D-004"))
    answers = Answers(Sight(published.root, "20260630T120000000", Viewer()))
    for receipt in read_receipts(answers.reader, "D-004", "desk").clocks:
        elapsed = receipt.clock["elapsed_seconds"]
        assert f"{clock_time(elapsed, exact=True)}</td>" in page
        assert f"{elapsed:,} s</td>" in page


def test_a_download_has_its_head_and_every_row(answers):
    rows = answers.sql("select * from reporting.cases where source = 'desk' order by case_id")
    lines = as_csv(answers, rows, ["period: all", "segment: Large\nand more"]).splitlines()
    head = [line for line in lines if line.startswith("# ")]
    assert head[:4] == [
        "# Loompin Warehouse",
        "# release: 20260630T120000000, published 30 Jun 2026 12:05 UTC",
        "# source: desk, as of 30 Jun 2026 12:00 UTC",
        "# source: log, as of 31 Mar 2025 18:00 UTC",
    ]
    assert "# segment: Large and more" in head
    assert "# rows: 60" in head
    body = "\n".join(lines[len(head) :])
    read = pl.read_csv(body.encode(), infer_schema_length=0)
    assert read.height == 60
    assert read["subject"][3] == "'=SUM(3) is wrong"
    assert read["tags"][0] == "a; b"
