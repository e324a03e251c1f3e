"""Drawn receipts: to scale, well-formed, self-contained, and with the numbers of the receipt."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree

import pytest

from dagster_project.resources.paths import Home
from dashboards.palette import CLOCK_PIECES
from dashboards.receipt_drawing import LEFT, RIGHT, WIDTH, page_of, svg_of, text_of
from dashboards.receipt_pieces import of_window, read_openings, read_pieces
from dashboards.receipts import read_receipts
from dashboards.reporting import open_release

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def drawn(published: Home):
    """The receipt of a resolution clock on office hours, with its stretches and opening hours."""
    with open_release(published) as reader:
        receipts = read_receipts(reader, "D-004", "desk")
        receipt = next(r for r in receipts.clocks if r.clock["clock"] == "resolution")
        pieces, openings = (read(reader, "desk", "D-004") for read in (read_pieces, read_openings))
    return receipt, of_window(pieces, "resolution", 1), of_window(openings, "resolution", 1)


def test_counted_stretches_are_drawn_to_scale(drawn):
    receipt, pieces, openings = drawn
    root = ElementTree.fromstring(svg_of(receipt, "Resolution", pieces, openings))
    counted = [r for r in root.iter(f"{SVG}rect") if r.get("fill") == CLOCK_PIECES["counted"] and r.get("y") == "64"]
    start = receipt.clock["started_at"]
    ends = [*pieces["ended_at"], receipt.clock["breached_at"] or start, receipt.clock["due_at"]]
    scale = (WIDTH - LEFT - RIGHT) / (max(ends) - start).total_seconds()
    assert sum(float(r.get("width")) for r in counted) == pytest.approx(
        receipt.clock["elapsed_seconds"] * scale, abs=0.6 * len(counted)
    )


def test_a_drawing_escapes_what_customers_could_write(drawn):
    receipt, pieces, openings = drawn
    receipt.clock["policy_id"] = "<script>&"
    for text in (svg_of(receipt, "<b>", pieces, openings), page_of(receipt, "<b>", pieces, openings)):
        assert "<script>" not in text and "<b>" not in text
        assert "&lt;script&gt;&amp;" in text


def test_the_page_needs_nothing_else_and_adds_up(drawn):
    receipt, pieces, openings = drawn
    page = page_of(receipt, "Resolution", pieces, openings)
    assert not re.search(r"(src|href)=", page)
    assert f"{receipt.clock['elapsed_seconds']:,} s" in page
    assert page.count("<tr><td>") == len(receipt.segments)
    assert "office" in page and "p, " in page


def test_blocks_of_text_are_as_wide_as_asked_and_as_full_as_the_clock(drawn):
    receipt, pieces, openings = drawn
    lines = list(text_of(receipt, pieces, openings, width=400))
    clock = lines[0].removeprefix("  clock ")
    assert len(clock) == 400
    start = receipt.clock["started_at"]
    ends = [*pieces["ended_at"], receipt.clock["breached_at"] or start, receipt.clock["due_at"]]
    share = receipt.clock["elapsed_seconds"] / (max(ends) - start).total_seconds()
    assert clock.count("█") / 400 == pytest.approx(share, abs=0.05)
    assert lines[1].startswith("  open  ") and "▔" in lines[1]
    assert "█ counted" in lines[-1] and "░ closed hours" in lines[-1]
