"""A release never holds metrics that its tables cannot answer."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import pytest

from dagster_project.publishing.metric_definitions import refuse_misfit_metrics
from dagster_project.resources.errors import UserError


def manifest(folder: Path, measure: dict) -> Path:
    file = folder / "semantic_manifest.json"
    model = {
        "name": "cases",
        "node_relation": {"schema_name": "reporting", "alias": "cases"},
        "entities": [{"name": "support_case", "expr": "source || case_id"}],
        "dimensions": [{"name": "priority", "expr": None}],
        "measures": [measure],
    }
    file.write_text(json.dumps({"semantic_models": [model]}))
    return file


@pytest.fixture
def warehouse():
    with duckdb.connect() as connection:
        connection.execute("create schema reporting")
        connection.execute(
            "create table reporting.cases (source text, case_id text, priority text, opened_at timestamp)"
        )
        yield connection


@pytest.mark.parametrize("expression", ["1", "case when priority = 'P0' then 1 else 0 end", "opened_at"])
def test_what_fits_is_published(tmp_path, warehouse, expression):
    refuse_misfit_metrics(warehouse, manifest(tmp_path, {"name": "cases_opened", "expr": expression}))


@pytest.mark.parametrize(
    ("measure", "told"),
    [
        ({"name": "cases_opened", "expr": "sum_of_it"}, "measure cases_opened of cases, 'sum_of_it': .*sum_of_it"),
        ({"name": "cases_opened", "expr": None}, "measure cases_opened of cases, 'cases_opened'"),
        ({"name": "cases_opened", "expr": "case when"}, "measure cases_opened of cases, 'case when': Parser Error"),
    ],
)
def test_a_measure_of_what_is_not_there_is_refused_by_name(tmp_path, warehouse, measure, told):
    with pytest.raises(UserError, match=told):
        refuse_misfit_metrics(warehouse, manifest(tmp_path, measure))
