"""The catalog's own sample rows, landed from a folder as a person's files would be.

The catalog lies beside the checkout and is read, not copied. Where it shortens an identifier ("550e8400-e29b-...") the
whole one is looked up among the catalog's others. One tenant's id is no UUID: that row is rejected and shown.
"""

from __future__ import annotations

import csv
import json
import re
from dataclasses import replace
from types import SimpleNamespace

import pytest
from installation import SHARED

from dagster_project.connectors.table_folder.folder import TableFolder
from dagster_project.connectors.table_groups import TABLE_GROUPS
from dagster_project.connectors.table_source import TableSource
from dagster_project.ingestion.assets import ingest
from dagster_project.ingestion.lake import Lake
from dagster_project.ingestion.records import record_rejects
from dagster_project.resources.database import open_warehouse
from dagster_project.resources.environment import read_environment
from data_contracts import all_contracts
from data_contracts.contract import arriving_names

CATALOG = SHARED / "catalog" / "tables.json"
REJECTED = {"tenants": 1}
GROUP = TABLE_GROUPS["platform"]
CONTRACTS = {contract.facts().table: contract for contract in all_contracts() if contract.facts().source == "platform"}


def samples() -> dict[str, tuple[list[str], list[list[str | None]]]]:
    """Table → its columns and sample rows, identifiers completed."""
    entries = json.loads(CATALOG.read_text())
    whole = {v for e in entries for row in e["rows"] for v in row if v and re.fullmatch(r"\w{8}(-\w{4}){3}-\w{12}", v)}

    def completed(value: str | None) -> str | None:
        if not value or not re.match(r"\w{8}.*\.\.\.$", value):
            return value
        found = [text for text in whole if text.startswith(value.removesuffix("...").rstrip("-"))]
        return found[0] if len(found) == 1 else value

    return {
        table: (entry["columns"], [[completed(value) for value in row] for row in entry["rows"]])
        for entry in entries
        for table in entry["columns_of"]
    }


def tables() -> list[str]:
    """Every table of the catalog, with sample rows or without."""
    return sorted({t for entry in json.loads(CATALOG.read_text()) for t in entry["tables"]})


@pytest.fixture(scope="module", autouse=True)
def catalog() -> None:
    if not CATALOG.exists():
        pytest.skip(f"the catalog is not at {CATALOG}")


@pytest.fixture(scope="module")
def landed(tmp_path_factory) -> SimpleNamespace:
    """A data folder with all sample rows: what each table's asset says of them, and a connection to the warehouse."""
    root = tmp_path_factory.mktemp("catalog")
    folder, environment = root / "files", replace(read_environment(), home=root / "home")
    folder.mkdir()
    for table, (columns, rows) in samples().items():
        with (folder / f"{table}.csv").open("w", newline="") as file:
            csv.writer(file).writerows([columns, *rows])
    lake = Lake(root / "home" / "lake")
    reader = TableFolder("platform", GROUP, folder, {}, lambda contract: False)
    with open_warehouse(environment) as connection:
        run = SimpleNamespace(
            connectors=[TableSource("platform", GROUP, reader, False)], lake=lake, warehouse=connection
        )  # fmt: skip
        counts = {table: ingest(contract, run).metadata for table, contract in CONTRACTS.items() if table in samples()}
        record_rejects(connection, [CONTRACTS[table] for table in counts])
        yield SimpleNamespace(counts=counts, connection=connection, folder=folder)


def test_every_table_of_the_catalog_has_a_contract():
    assert len(tables()) == 94
    assert [table for table in tables() if table not in CONTRACTS] == []


def test_every_column_of_the_catalog_is_in_its_contract():
    missing = {
        table: [
            c for c in columns if c not in {n for names in arriving_names(CONTRACTS[table]).values() for n in names}
        ]
        for table, (columns, _) in samples().items()
        if table in CONTRACTS
    }
    assert {table: columns for table, columns in missing.items() if columns} == {}


def test_every_sample_row_lands_but_the_one_tenant_that_is_none(landed):
    rows = {table: len(rows) for table, (_, rows) in samples().items()}
    told = {
        table: (counts["rows_read"], counts["rows_accepted"], counts["rows_rejected"])
        for table, counts in landed.counts.items()
    }
    assert told == {
        table: (rows[table], rows[table] - REJECTED.get(table, 0), REJECTED.get(table, 0)) for table in landed.counts
    }, rejects(landed)


def rejects(landed: SimpleNamespace) -> list[tuple]:
    return landed.connection.sql("select table_name, reasons, record from ingestion.rejected_rows").fetchall()


def test_the_counts_of_the_ledger_are_those_of_the_tables(landed):
    for table, contract in CONTRACTS.items():
        if table not in landed.counts:
            continue
        ((held,),) = landed.connection.sql(f'select count(*) from raw_platform."{table}"').fetchall()
        ((read, accepted, rejected),) = landed.connection.execute(
            "select sum(rows_read), sum(rows_accepted), sum(rows_rejected) from ingestion.batches where table_name = ?",
            [table],
        ).fetchall()
        assert (read, accepted) == (accepted + rejected, held), f"{contract.full_name()}: two samples have the same key"


def test_the_tenant_without_a_uuid_is_shown_with_its_reason(landed):
    ((table, reasons, record),) = rejects(landed)
    assert (table, json.loads(record)["name"]) == ("tenants", "Cyberdyne")
    assert [reason["column"] for reason in reasons] == ["id"]
    assert reasons[0]["expected"].startswith("text of the form")


@pytest.mark.parametrize("table", ["invoices", "tenant_usage_daily"])
def test_slugs_are_the_tenants_they_mean(landed, table):
    strange = landed.connection.sql(
        f"select distinct tenant_id from raw_platform.{table} where tenant_id not in "
        "(select id from raw_platform.tenants)"
    ).fetchall()
    assert strange == []


def test_a_slug_that_stands_for_no_known_tenant_is_kept_as_it_came(landed):
    ids = {row[0] for row in landed.connection.sql("select tenant_id from raw_platform.sso_providers").fetchall()}
    known = {row[0] for row in landed.connection.sql("select id from raw_platform.tenants").fetchall()}
    assert ids - known == {"lex_corp"}
