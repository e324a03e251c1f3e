"""A dbt sources file for each source: tables, columns, tests of keys and references, Dagster's asset keys.

In: the contract classes of one source. Out: the dictionary that dbt reads as YAML. The tests hold what the door
cannot: that a key is unique over all batches, and that a reference points at a row, which may arrive later than
the row that names it. A dangling reference is therefore counted and shown (a warning), never refused.
"""

from __future__ import annotations

from typing import Any

from data_contracts.column_types import duckdb_type
from data_contracts.contract import Contract

LOAD_COLUMNS = {
    "source": ("varchar", "Name of the configured source that the row came from."),
    "batch_id": ("varchar", "Batch in which this version of the row arrived; see ingestion.batches."),
    "loaded_at": ("timestamptz", "When that batch was committed to the lake."),
}
ROW_IDENTITY = {
    "row_hash": ("varchar", "Hash of the row as the source had it; with row_ordinal it stands in for a key."),
    "row_ordinal": ("bigint", "Place of the row among identical rows of its batch, counted from 1."),
}


def dbt_sources(source: str, contracts: list[type[Contract]]) -> dict[str, Any]:
    """The document for one source, its tables in the order given."""
    return {
        "version": 2,
        "sources": [
            {
                "name": source,
                "schema": f"raw_{source}",
                "description": f"Tables of the {source} contracts, merged from the lake; see data_contracts/{source}/.",
                "tables": [_table(contract) for contract in contracts],
            }
        ],
    }


def _table(contract: type[Contract]) -> dict[str, Any]:
    facts = contract.facts()
    key = ["source", *(facts.key or ROW_IDENTITY)]
    loaded = {**({} if facts.key else ROW_IDENTITY), **LOAD_COLUMNS}
    return {
        "name": facts.table,
        "description": contract.description(),
        "config": {
            "meta": {
                "owner": facts.owner,
                "retention_days": facts.retention_days,
                "freshness_hours": facts.freshness_hours,
                "event_time": facts.event_time,
                "dagster": {"asset_key": ["raw", facts.source, facts.table]},
            }
        },
        "data_tests": [{"unique_together": {"arguments": {"columns": list(key)}}}],
        "columns": [
            *(_column(facts.source, name, field) for name, field in contract.fields().items()),
            *({"name": n, "data_type": kind, "description": text} for n, (kind, text) in loaded.items()),
        ],
    }


def _column(source: str, name: str, field: Any) -> dict[str, Any]:
    column: dict[str, Any] = {
        "name": name,
        "data_type": duckdb_type(field.dtype.type),
        "description": field.description,
    }
    if field.metadata["pii"] != "none":
        column["config"] = {"meta": {"pii": field.metadata["pii"]}}
    if field.metadata["references"]:
        to_source, to_table, to_column = field.metadata["references"].split(".")
        arguments = {
            "to": f"source('{to_source}', '{to_table}')",
            "field": to_column,
            # Identifiers of one system are its own; those of the platform are shared by all sources.
            "within_source": to_source == source and to_source != "platform",
        }
        column["data_tests"] = [{"points_at_a_row": {"arguments": arguments, "config": {"severity": "warn"}}}]
    return column
