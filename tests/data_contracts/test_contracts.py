"""The contracts as a whole: complete, documented, pointing at each other, and rendered up to date."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import jsonschema
import open_data_contract_standard
import polars as pl
import pytest

from dagster_project.contract_files import rendered_files
from dagster_project.resources.paths import PROJECT
from data_contracts import Contract, all_contracts, column, contract, find_contract
from data_contracts.column_types import duckdb_type
from data_contracts.rendering.odcs import odcs_document

SUPPORT_TABLES = {
    "cases", "case_state_transitions", "case_priority_changes", "case_interactions", "case_assignments", "requesters",
    "affected_resources", "case_affected_resources", "incidents", "case_incidents", "case_attachments",
    "satisfaction_surveys", "escalations", "runbooks", "macros", "case_macro_uses", "component_owners", "sla_policies",
    "business_calendars", "business_hours", "calendar_date_hours", "calendar_breaks", "calendar_holidays",
    "case_products",
}  # fmt: skip

EVERY_CONTRACT = [pytest.param(c, id=f"{c.facts().source}.{c.facts().table}") for c in all_contracts()]


def test_every_table_of_the_support_desk_has_a_contract():
    assert {c.facts().table for c in all_contracts() if c.facts().source == "support"} == SUPPORT_TABLES


def test_platform_tables_that_cases_need_have_contracts():
    assert {c.facts().table for c in all_contracts() if c.facts().source == "platform"} >= {
        "tenants", "plans", "users", "customers",
    }  # fmt: skip


@pytest.mark.parametrize("checked", EVERY_CONTRACT)
def test_columns_are_described_and_have_types_that_duckdb_holds(checked):
    for name, field in checked.fields().items():
        assert field.description.endswith("."), name
        assert duckdb_type(field.dtype.type)


@pytest.mark.parametrize("checked", EVERY_CONTRACT)
def test_references_point_at_columns_that_exist(checked):
    for field in checked.fields().values():
        if field.metadata["references"]:
            source, table, name = field.metadata["references"].split(".")
            assert name in find_contract(source, table).fields()


@pytest.mark.parametrize("checked", EVERY_CONTRACT)
def test_odcs_document_passes_the_standard(checked):
    schema = json.loads((Path(open_data_contract_standard.__file__).parent / "schema.json").read_text())
    jsonschema.validate(odcs_document(checked), schema)


def test_rendered_files_are_up_to_date():
    stale = [str(path) for path, text in rendered_files().items() if not path.exists() or path.read_text() != text]
    assert not stale, "run `make contracts`"


def imports_of(folder: Path) -> set[str]:
    found = set()
    for file in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Import):
                found |= {name.name.split(".")[0] for name in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found.add(node.module.split(".")[0])
    return found


def test_contracts_know_no_engine_and_no_pipeline():
    import sys

    allowed = {"pandera", "polars", "data_contracts", *sys.stdlib_module_names}
    assert imports_of(PROJECT / "data_contracts") <= allowed


def test_only_the_dagster_project_imports_dagster():
    assert not {"dagster", "dagster_dbt"} & (
        imports_of(PROJECT / "dashboards") | imports_of(PROJECT / "data_contracts")
    )


@pytest.mark.parametrize(
    ("facts", "complaint"),
    [
        ({"key": ["nowhere"]}, "'nowhere' is named in its facts but is no column"),
        ({"key": ["maybe"]}, "may not be nullable"),
        ({"newest_by": "maybe"}, "it needs a key"),
        ({"key": ["id"], "allowed_reject_share": 1.5}, "share from 0 to below 1"),
        ({"key": ["id"], "retention_days": 0}, "positive number of days"),
    ],
)
def test_facts_that_make_no_sense_are_refused(facts, complaint):
    class Things(Contract):
        """Things."""

        id: str = column("Identifier.")
        maybe: str = column("Perhaps.", nullable=True)

    with pytest.raises(ValueError, match=complaint):
        contract("support", "things", owner="nobody", **({"freshness_hours": None} | facts))(Things)


def test_a_promise_of_freshness_is_kept_or_withdrawn_and_never_lost():
    """24 hours hold unless the contract says otherwise; without event_time it has to."""

    class Things(Contract):
        """Things."""

        id: str = column("Identifier.")

    with pytest.raises(ValueError, match="a freshness promise needs event_time"):
        contract("support", "things", key=["id"], owner="nobody")(Things)


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ({"description": " "}, "needs a description"),
        ({"description": "X.", "pii": "secret"}, "expected one of"),
        ({"description": "X.", "references": "cases.id"}, "expected source.table.column"),
    ],
)
def test_columns_that_make_no_sense_are_refused(arguments, complaint):
    with pytest.raises(ValueError, match=complaint):
        column(**arguments)


def test_an_unknown_type_is_named():
    with pytest.raises(TypeError, match="no DuckDB type is known"):
        duckdb_type(pl.Duration())
