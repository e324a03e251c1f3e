"""What a run's log says of columns that are not as they were."""

from __future__ import annotations

import pytest

from dagster_project.ingestion.source_schema import SchemaChange, sentences


def unread(name: str) -> SchemaChange:
    return SchemaChange(name, "not in the contract", None, "VARCHAR", "left unread")


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ([], []),
        ([unread("a")], ["1 column is not in the contract and left unread: a"]),
        (
            [unread(name) for name in "abcdefgh"],
            ["8 columns are not in the contract and left unread: a, b, c, d, e, f and 2 more"],
        ),
        (
            [SchemaChange("b", "removed", "VARCHAR", None, "b is empty from now on"), unread("a")],
            ["1 column is not in the contract and left unread: a", "column b is gone: b is empty from now on"],
        ),
    ],
)
def test_columns_outside_of_the_contract_are_told_together(changes: list[SchemaChange], told: list[str]):
    assert sentences(changes) == told
