"""ingestion.validation_rules: what became of every rule, for dbt and the page Data health."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import duckdb

from dagster_project.ingestion.validation_rules.book import RuleBook
from dagster_project.ingestion.validation_rules.rule import RuleRow


def record_rules(connection: duckdb.DuckDBPyConnection, books: Mapping[str, RuleBook]) -> None:
    """Write one row per rule and table it is about; of a rule that cannot be used one row with the reason.

    books: by name of the source.
    """
    connection.execute("create schema if not exists ingestion")
    connection.execute(
        "create or replace table ingestion.validation_rules (source varchar, tenant_id varchar, entity_type varchar, "
        "field_name varchar, rule_type varchar, params varchar, is_active boolean, contract_source varchar, "
        "table_name varchar, expected varchar, problem varchar)"
    )
    for source, book in books.items():
        for row in _rows(book):
            connection.execute(
                "insert into ingestion.validation_rules values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", [source, *row]
            )


def unusable_rules(books: Mapping[str, RuleBook]) -> list[str]:
    """For a run's log: each rule that cannot be used, and why. books: by name of the source."""
    return [
        f"{source}, {unusable.row.rule_type} of {unusable.row.entity_type}.{unusable.row.field_name} cannot be used: "
        f"{unusable.reason}"
        for source, book in books.items()
        for unusable in book.unusable
    ]


def _rows(book: RuleBook) -> Iterator[list[object]]:
    for rule in book.rules:
        facts = rule.contract.facts()
        yield [*_told(rule.row), facts.source, facts.table, rule.expected, None]
    for unusable in book.unusable:
        yield [*_told(unusable.row), None, None, None, unusable.reason]


def _told(row: RuleRow) -> list[object]:
    return [row.tenant_id, row.entity_type, row.field_name, row.rule_type, row.params, row.is_active]
