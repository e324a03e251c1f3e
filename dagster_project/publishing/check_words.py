"""What a check of dbt says, as a sentence for those who read the audit; its name is for those who look it up."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any


def check_in_words(node: dict[str, Any]) -> str:
    """The check's own description where it has one, else a sentence from its kind and arguments."""
    if node.get("description"):
        return node["description"]
    test = node.get("test_metadata")
    if test is None:
        sentence = node["name"].removeprefix("assert_").replace("_", " ")
        return f"{sentence[:1].upper()}{sentence[1:]}."
    if test["name"] not in SENTENCES:
        return ""
    arguments = test["kwargs"]
    return f"{_table(arguments['model'])}: {SENTENCES[test['name']](arguments)}"


def _points_at_a_row(arguments: dict[str, Any]) -> str:
    same = ", of the same source" if arguments.get("within_source") else ""
    return f"every {arguments['column_name']} is the {arguments['field']} of a row of {_table(arguments['to'])}{same}."


SENTENCES: dict[str, Callable[[dict[str, Any]], str]] = {
    "not_null": lambda given: f"every row has a {given['column_name']}.",
    "unique": lambda given: f"no two rows have the same {given['column_name']}.",
    "unique_together": lambda given: f"no two rows have the same {_listed(given['columns'])}.",
    "accepted_values": lambda given: f"{given['column_name']} is one of {', '.join(map(str, given['values']))}.",
    "holds": lambda given: f"{given['expression']}.",
    "points_at_a_row": _points_at_a_row,
}
"""By the name of a generic test, as dbt/tests/generic and dbt itself define them."""


def _table(reference: str) -> str:
    """`{{ ref('reporting_cases') }}` → cases; `source('support', 'cases')` → support.cases."""
    return ".".join(re.findall(r"'([^']+)'", reference)).removeprefix("reporting_")


def _listed(words: list[str]) -> str:
    *others, last = words
    return f"{', '.join(others)} and {last}" if others else last
