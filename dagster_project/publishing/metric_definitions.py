"""Whether the metrics fit the tables: each expression of the semantic layer, held against what is to be published.

MetricFlow finds an unknown column only when somebody asks; a release must not wait for that.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb

from dagster_project.resources.database import quoted
from dagster_project.resources.errors import UserError


def refuse_misfit_metrics(connection: duckdb.DuckDBPyConnection, semantic_manifest: Path) -> None:
    """Raise UserError, naming them, where dimensions, entities or measures do not fit their table."""
    misfits = []
    for model in json.loads(semantic_manifest.read_text())["semantic_models"]:
        relation = model["node_relation"]
        table = f"{quoted(relation['schema_name'])}.{quoted(relation['alias'])}"
        for kind, part, expression in _expressions(model):
            try:
                connection.execute(f"explain select ({expression}) from {table}")
            except duckdb.Error as error:
                reason = str(error).strip().partition("\n")[0]
                misfits.append(f"  {kind} {part} of {model['name']}, {expression!r}: {reason}")
    if misfits:
        raise UserError(
            "Definitions of the semantic layer do not fit their tables:\n" + "\n".join(misfits),
            "Mend them in dbt/models/semantic/ and run again.",
        )


def _expressions(model: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Kind, name and SQL of every part that has one; a part without an expression is the column of its name."""
    for kind, key in (("entity", "entities"), ("dimension", "dimensions"), ("measure", "measures")):
        for part in model[key]:
            yield kind, part["name"], part.get("expr") or part["name"]
