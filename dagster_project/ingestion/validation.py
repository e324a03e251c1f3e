"""Hold a shaped chunk against its contract (pandera, lazily: every fault of every row, not the first).

The checks are the contract's own; this module only turns pandera's findings into sentences for people.
"""

from __future__ import annotations

from typing import Any

import pandera.errors
import polars as pl

from dagster_project.ingestion.batches import PROBLEMS, no_problems
from data_contracts import Contract


def find_problems(contract: type[Contract], frame: pl.DataFrame) -> pl.DataFrame:
    """One row per value that breaks the contract; empty where all is well. The frame must be in its types."""
    try:
        contract.validate(frame, lazy=True)
    except pandera.errors.SchemaErrors as errors:
        found = errors.failure_cases
    else:
        return no_problems()
    if found["index"].null_count():
        raise TypeError(f"{contract.__name__}: the chunk was not cast to the contract before validation: {found}")
    schema = contract.to_schema()
    parts = []
    for (context, column, check, number), rows in found.group_by(
        ["schema_context", "column", "check", "check_number"], maintain_order=True
    ):
        is_column = context == "Column"
        checks = schema.columns[column].checks if is_column else schema.checks
        expected = "a value" if check == "not_nullable" else _in_words(checks[number])
        parts.append(
            rows.select(
                row=pl.col("index").cast(pl.UInt32),
                column=pl.lit(column if is_column else None, dtype=pl.String),
                # A check of the whole row would repeat the record, which is kept beside the reasons anyway.
                value=pl.col("failure_case").cast(pl.String) if is_column else pl.lit(None, dtype=pl.String),
                expected=pl.lit(expected),
            )
        )
    return pl.concat(parts).select(pl.col(name).cast(dtype) for name, dtype in PROBLEMS.items())


def _in_words(check: Any) -> str:
    """What a check expects, for a person. A check of our own is named by its sentence."""
    facts = check.statistics or {}
    sentences = {
        "isin": lambda: "one of " + ", ".join(map(str, facts["allowed_values"])),
        "greater_than": lambda: f"more than {facts['min_value']}",
        "greater_than_or_equal_to": lambda: f"at least {facts['min_value']}",
        "less_than": lambda: f"less than {facts['max_value']}",
        "less_than_or_equal_to": lambda: f"at most {facts['max_value']}",
        "str_matches": lambda: f"text of the form {facts['pattern']}",
        "str_contains": lambda: f"text with {facts['pattern']!r} in it",
        "str_length": lambda: f"text of {facts['min_value']} to {facts['max_value']} characters",
    }
    return sentences[check.name]() if check.name in sentences else str(check.name)
