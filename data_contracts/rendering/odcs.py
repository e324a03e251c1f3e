"""An Open Data Contract Standard (v3.1.0) document for each contract.

In: a contract class. Out: the dictionary that is written as YAML; it passes the standard's JSON schema.
"""

from __future__ import annotations

from typing import Any

from data_contracts.column_types import duckdb_type, odcs_logical_type
from data_contracts.contract import Contract

CLASSIFICATION = {"none": "internal", "name": "personal", "email": "personal", "phone": "personal",
                  "network_address": "personal", "free_text": "confidential"}  # fmt: skip


def odcs_document(contract: type[Contract]) -> dict[str, Any]:
    """The document for one table."""
    facts = contract.facts()
    return {
        "apiVersion": "v3.1.0",
        "kind": "DataContract",
        "id": f"loompin.{facts.source}.{facts.table}",
        "name": f"{facts.source} {facts.table}",
        "version": "1.0.0",
        "status": "active",
        "description": {"purpose": contract.description()},
        "schema": [
            {
                "name": facts.table,
                "physicalName": f"raw_{facts.source}.{facts.table}",
                "logicalType": "object",
                "physicalType": "table",
                "description": contract.description(),
                "properties": [_property(contract, name, field) for name, field in contract.fields().items()],
            }
        ],
        "slaProperties": _promises(contract),
        "team": {"name": facts.owner},
        "customProperties": [
            {"property": "allowedRejectShare", "value": facts.allowed_reject_share},
            {"property": "mergeKey", "value": list(facts.key) or "row hash and ordinal"},
            *([{"property": "newestBy", "value": facts.newest_by}] if facts.newest_by else []),
        ],
    }


def _property(contract: type[Contract], name: str, field: Any) -> dict[str, Any]:
    facts = contract.facts()
    dtype = field.dtype.type
    logical = odcs_logical_type(dtype)
    rendered: dict[str, Any] = {
        "name": name,
        "logicalType": logical,
        "physicalType": duckdb_type(dtype),
        "description": field.description,
        "required": not field.nullable,
        "classification": CLASSIFICATION[field.metadata["pii"]],
    }
    if name in facts.key:
        rendered |= {"primaryKey": True, "primaryKeyPosition": facts.key.index(name) + 1}
    if logical == "array":
        rendered["items"] = {"logicalType": odcs_logical_type(dtype.inner), "physicalType": duckdb_type(dtype.inner)}
    if field.metadata["references"]:
        to_source, to_table, to_column = field.metadata["references"].split(".")
        target = f"{to_table}.{to_column}"
        if (to_source, to_table) != (facts.source, facts.table):
            target = f"/{to_source}/{to_table}.odcs.yaml#/schema/{to_table}/properties/{to_column}"
        rendered["relationships"] = [{"type": "foreignKey", "to": target}]
    quality = [rule for check in field.checks if (rule := _quality(check))]
    if quality:
        rendered["quality"] = quality
    told = {"unit": "unit", "called": "calledInTheSource", "read_as": "readAs"}
    extra = [{"property": word, "value": field.metadata[n]} for n, word in told.items() if field.metadata[n]]
    if extra:
        rendered["customProperties"] = extra
    return rendered


def _quality(check: Any) -> dict[str, Any] | None:
    """One check as a library rule of the standard, or as text where the standard has no word for it."""
    facts = check.statistics or {}
    arguments: dict[str, Any] | None = None
    if check.name == "isin":
        arguments = {"validValues": list(facts["allowed_values"])}
    elif check.name == "str_matches":
        arguments = {"pattern": _pattern(facts["pattern"])}
    if arguments:
        return {"type": "library", "metric": "invalidValues", "arguments": arguments, "mustBe": 0}
    limits = ", ".join(f"{key} {value}" for key, value in facts.items() if value is not None)
    return {"type": "text", "description": f"{str(check.name).replace('_', ' ')}{f': {limits}' if limits else ''}"}


def _pattern(pattern: Any) -> str:
    return pattern.pattern if hasattr(pattern, "pattern") else str(pattern)


def _promises(contract: type[Contract]) -> list[dict[str, Any]]:
    facts = contract.facts()
    promises: list[dict[str, Any]] = [{"property": "retention", "value": facts.retention_days, "unit": "d"}]
    if facts.freshness_hours is not None:
        element = f"{facts.table}.{facts.event_time}"
        promises.append({"property": "latency", "value": facts.freshness_hours, "unit": "h", "element": element})
    return promises
