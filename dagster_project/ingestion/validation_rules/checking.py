"""Hold the rows of a batch, chunk by chunk, against the rules of their table."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import polars as pl

from dagster_project.ingestion.batches import PROBLEMS, no_problems
from dagster_project.ingestion.validation_rules.rule import Rule
from dagster_project.ingestion.validation_rules.uniqueness import HeldValues

TENANT = "tenant_id"


class RuleCheck:
    """The rules of one table for one batch. Remembers values from chunk to chunk for the rules of uniqueness."""

    def __init__(self, rules: Iterable[Rule], held_before: pl.DataFrame | None = None) -> None:
        """held_before: rows that stay beside the batch (key, tenant, ruled columns); None where none do."""
        rules = list(rules)
        self._rules = [rule for rule in rules if rule.breaks is not None]
        self._unique = [(rule, HeldValues(rule, held_before)) for rule in rules if rule.breaks is None]

    @property
    def wants_unique_values(self) -> bool:
        """Whether a rule looks at more than one row."""
        return bool(self._unique)

    def find_problems(self, frame: pl.DataFrame, given: Collection[str] | None = None) -> pl.DataFrame:
        """One row per value that breaks a rule; the frame in its contract's types.

        given: names of the columns that the source has. Of a column that it does not have there is no value to judge;
            whether it may be absent is the contract's business.
        """
        rules = [rule for rule in self._rules if given is None or any(name in given for name in rule.arriving_names)]
        found = [self._problems(rule, frame, _broken(rule, frame)) for rule in rules]
        return pl.concat(found) if found else no_problems()

    def find_repeated(self, frame: pl.DataFrame, is_good: pl.Series) -> pl.DataFrame:
        """One row per value that is held by another row already; only rows that are good so far hold values."""
        found = []
        for rule, values in self._unique:
            repeated = values.take_in(frame, is_good)
            is_good = is_good & ~repeated
            found.append(self._problems(rule, frame, repeated))
        return pl.concat(found) if found else no_problems()

    def _problems(self, rule: Rule, frame: pl.DataFrame, broken: pl.Series) -> pl.DataFrame:
        rows = broken.arg_true()
        name = rule.row.field_name
        problems = {
            "row": rows,
            "column": pl.Series([name]).new_from_index(0, rows.len()),
            "value": in_text(frame[name].gather(rows)),
            "expected": pl.Series([rule.expected]).new_from_index(0, rows.len()),
        }
        return pl.DataFrame(problems).select(pl.col(c).cast(dtype) for c, dtype in PROBLEMS.items())


def in_text(values: pl.Series) -> pl.Series:
    """Values as a person reads them; nested ones as JSON."""
    if isinstance(values.dtype, pl.List | pl.Struct):
        return pl.Series([None if value is None else str(value) for value in values.to_list()], dtype=pl.String)
    return values.cast(pl.String)


def _broken(rule: Rule, frame: pl.DataFrame) -> pl.Series:
    column = pl.col(rule.row.field_name)
    expression = rule.breaks(column).fill_null(False)
    if rule.row.tenant_id is not None:
        if TENANT not in frame.columns:
            return pl.Series([False]).new_from_index(0, frame.height)
        expression = expression & (pl.col(TENANT) == rule.row.tenant_id).fill_null(False)
    return frame.select(expression).to_series()
