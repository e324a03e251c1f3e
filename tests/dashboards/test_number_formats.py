"""Numbers of tables are drawn rounded, as the weekly review, issues and commands tell them."""

from __future__ import annotations

import re

import pytest

from dagster_project.resources.paths import DASHBOARD_APP

FORMATS = re.compile(r'format"?[=:] *"([^"]*%[^"]*)"')
CUTS = re.compile(r"%,?d\b")
"""A format that leaves out what is behind the point: $123.74 would be drawn as $123."""


@pytest.mark.parametrize(
    ("column_format", "does_cut"), [("$%,d", True), ("%,d ms", True), ("%d", True), ("$%,.0f", False), ("%.1f", False)]
)
def test_formats_that_cut_are_known(column_format, does_cut):
    assert bool(CUTS.search(column_format)) is does_cut


def test_no_column_cuts_what_is_behind_the_point():
    files = sorted(DASHBOARD_APP.parent.rglob("*.py"))
    formats = [(file.name, text) for file in files for text in FORMATS.findall(file.read_text())]
    assert ("table_columns.py", "%,.0f") in formats
    assert [one for one in formats if CUTS.search(one[1])] == []
