"""Connections to the warehouse file: one writer, UTC, bounded memory."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import duckdb

from dagster_project.resources.environment import Environment
from dagster_project.resources.errors import UserError
from dagster_project.resources.paths import Home


@contextmanager
def open_warehouse(environment: Environment) -> Iterator[duckdb.DuckDBPyConnection]:
    """The warehouse for writing; closed when the block ends. Raises UserError where another process has it."""
    home = Home(environment.home).create()
    try:
        connection = duckdb.connect(home.warehouse, config=_settings(environment, home))
    except duckdb.IOException as error:
        if "lock" not in str(error):
            raise
        raise UserError(
            f"{home.warehouse}: another process has the warehouse open.",
            "Close it (a DuckDB shell, perhaps) and try again. To look at data, use `loompin sql`.",
        ) from error
    try:
        connection.execute("set TimeZone = 'UTC'")
        yield connection
    finally:
        connection.close()


def _settings(environment: Environment, home: Home) -> dict[str, str]:
    return {
        "memory_limit": environment.memory_limit,
        "threads": str(environment.threads),
        "temp_directory": str(home.spill),
        # Order of rows has no meaning in our tables, and keeping it costs memory.
        "preserve_insertion_order": "false",
    }


def quoted(name: str) -> str:
    """An SQL identifier, safe whatever is in it."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """An SQL string, safe whatever is in it."""
    return "'" + text.replace("'", "''") + "'"
