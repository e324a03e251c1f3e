"""dbt/DECISIONS.md argues every contested rule with a worked example, and the tests that it names exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dagster_project.resources.paths import DBT_PROJECT, PROJECT

TEXT = (DBT_PROJECT / "DECISIONS.md").read_text()
SECTIONS = re.split(r"^## ", TEXT, flags=re.MULTILINE)[1:]
RULES = re.findall(r"^\| (\d) .*$", TEXT, flags=re.MULTILINE)
ROWS = [line for line in TEXT.splitlines() if line.startswith("| ") and "`" in line]
"""Of both tables: the rules of the design, and the clocks."""


def file_called(name: str) -> Path:
    """The one file of the tests with that name."""
    found = [*(PROJECT / "tests").rglob(name), *(DBT_PROJECT / "tests").rglob(name)]
    assert len(found) == 1, f"{name}: {found}"
    return found[0]


def test_every_rule_of_the_design_is_listed_once():
    assert [str(number) for number in range(1, 10)] == RULES


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.split("|")[1].strip())
def test_the_tests_that_are_named_exist(row: str):
    file, named = None, 0
    for name, quoted in re.findall(r"`([^`]+\.(?:py|sql|json))`|\"([^\"]+)\"", row):
        if name:
            file = file_called(name)
        else:
            assert quoted in file.read_text(), f"{file.name} has no {quoted!r}"
        named += 1
    assert named
