"""The rules of a source as its newest batch of platform.validation_rules says, kept by table."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import polars as pl

from dagster_project.ingestion.lake import Lake
from dagster_project.ingestion.validation_rules.parsing import parse_rule
from dagster_project.ingestion.validation_rules.rule import Rule, RuleRow, Unusable
from data_contracts import Contract
from data_contracts.platform.validation import ValidationRules


@dataclass(frozen=True)
class RuleBook:
    """What one source demands. Its rules hold for its own rows, whatever their table.

    rules: those that make sense, one per rule and table; unusable: the others, with the reason.
    """

    rules: tuple[Rule, ...] = ()
    unusable: tuple[Unusable, ...] = ()

    def of_table(self, contract: type[Contract]) -> tuple[Rule, ...]:
        """The rules for the rows of a table that are switched on."""
        return tuple(rule for rule in self.rules if rule.contract is contract and rule.row.is_active)

    def version(self, contract: type[Contract]) -> str:
        """Changes when a row of the table could be judged differently; empty where no rule is about it."""
        told = sorted(repr(rule.row) for rule in self.of_table(contract))
        return hashlib.sha256("".join(told).encode()).hexdigest()[:12] if told else ""


def rule_book(lake: Lake, source: str) -> RuleBook:
    """The rules that a source has landed; none where it has no such table."""
    # The table has no key and no time of its rows, so that each of its batches is the whole truth of its source.
    notes = [note for note in lake.notes(ValidationRules) if note.source == source]
    return _read(lake.accepted_file(notes[-1])) if notes else RuleBook()


@lru_cache(maxsize=16)
def _read(file: Path) -> RuleBook:
    """A batch's file never changes, so that it is parsed once for all tables of a run."""
    if not file.exists():
        return RuleBook()
    columns = list(RuleRow.__dataclass_fields__)
    rows = pl.read_parquet(file, columns=columns).with_columns(pl.col("is_active").fill_null(True))
    parsed = [parse_rule(RuleRow(**row)) for row in rows.iter_rows(named=True)]
    return RuleBook(
        tuple(rule for rules in parsed if isinstance(rules, list) for rule in rules),
        tuple(found for found in parsed if isinstance(found, Unusable)),
    )
