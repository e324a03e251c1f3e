"""Every check of the audit says what it looked at."""

from __future__ import annotations

import json

import pytest
from dbt_builds import parsed_project

from dagster_project.publishing.check_words import check_in_words


def generic(name: str, **arguments: object) -> dict:
    arguments = {"model": "{{ get_where_subquery(ref('reporting_cases')) }}", **arguments}
    return {"name": "x", "description": "", "test_metadata": {"name": name, "kwargs": arguments}}


@pytest.mark.parametrize(
    ("node", "sentence"),
    [
        (generic("not_null", column_name="state"), "cases: every row has a state."),
        (generic("unique_together", columns=["a", "b", "c"]), "cases: no two rows have the same a, b and c."),
        (generic("unique_together", columns=["a"]), "cases: no two rows have the same a."),
        (generic("holds", expression="a >= b"), "cases: a >= b."),
        (generic("accepted_values", column_name="s", values=["x", "y"]), "cases: s is one of x, y."),
        (
            generic(
                "points_at_a_row", column_name="tenant_id", to="source('platform', 'tenants')", field="id",
                within_source=True, model="{{ get_where_subquery(source('support', 'cases')) }}",
            ),
            "support.cases: every tenant_id is the id of a row of platform.tenants, of the same source.",
        ),
        (generic("not_null", column_name="state") | {"description": "Said already."}, "Said already."),
        ({"name": "assert_segments_add_up", "description": ""}, "Segments add up."),
    ],
)  # fmt: skip
def test_a_check_is_a_sentence(node, sentence):
    assert check_in_words(node) == sentence


def test_no_check_of_the_project_is_without_one():
    nodes = json.loads((parsed_project() / "manifest.json").read_text())["nodes"].values()
    checks = [node for node in nodes if node["resource_type"] == "test"]
    assert checks
    assert [node["name"] for node in checks if not check_in_words(node)] == []
