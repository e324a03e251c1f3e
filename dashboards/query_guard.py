"""What SQL a restricted viewer may ask: of the guard's views only, never of the release behind them by its own name.

The views hide other tenants' rows and personal data, but the release that they read is attached to the same
connection, and SQL could name it. So a question is parsed first, and refused where it reaches beyond the views.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from dagster_project.resources.errors import UserError

# Others read settings, files or statistics, or run text as SQL.
HARMLESS_TABLE_FUNCTIONS = {"unnest", "range", "generate_series"}


def refuse_beyond(catalog: str, syntax_tree: str) -> None:
    """Raises UserError unless a select stays within a catalog. syntax_tree: as DuckDB's json_serialize_sql gives it."""
    tree = json.loads(syntax_tree)
    if tree.get("error"):
        raise UserError("Only a plain select can be asked for by this viewer.")
    for node in _nodes(tree):
        names = [node.get("catalog_name") or catalog, node.get("schema_name") or "reporting"]
        if node.get("type") == "BASE_TABLE" and (names[0] != catalog or names[1] not in ("reporting", "release")):
            raise UserError(f"{'.'.join([*names, node['table_name']])} is not open to this viewer.")
        if node.get("type") == "TABLE_FUNCTION":
            name = node["function"].get("function_name", "")
            if name not in HARMLESS_TABLE_FUNCTIONS:
                raise UserError(f"The table function {name!r} is not open to this viewer.")


def _nodes(tree: Any) -> Iterator[dict[str, Any]]:
    if isinstance(tree, dict):
        yield tree
        tree = list(tree.values())
    if isinstance(tree, list):
        for part in tree:
            yield from _nodes(part)
