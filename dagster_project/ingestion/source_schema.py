"""What changed in the columns of a source since its batch before, and what that means for the rows.

A source's schema is not ours to command. A column that comes is accepted: the contract reads it where it knows it, and
leaves it unread where not. One that goes leaves its column empty; where the contract cannot do without it, the batch
was refused before it came here. The first batch of a table is held against the contract alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from data_contracts import Contract
from data_contracts.column_types import in_words
from data_contracts.contract import arriving_names


@dataclass(frozen=True)
class SchemaChange:
    """One column that is not as it was. change: not in the contract, added, removed or type changed."""

    column: str
    change: str
    type_before: str | None
    type_after: str | None
    effect: str

    def sentence(self) -> str:
        """For the log of a run."""
        words = {"not in the contract": "is not in the contract", "added": "is new", "removed": "is gone"}
        told = words.get(self.change, f"was {self.type_before} and is {self.type_after}")
        return f"column {self.column} {told}: {self.effect}"


NAMED_UNREAD = 6
"""Columns outside of the contract that a line of the log names; a desk's export brings dozens."""


def sentences(changes: Sequence[SchemaChange]) -> list[str]:
    """What a run's log says of the changes of one table: those outside of the contract together, the others each."""
    unread = [change.column for change in changes if change.change == "not in the contract"]
    told = [change.sentence() for change in changes if change.change != "not in the contract"]
    if unread:
        more = f" and {len(unread) - NAMED_UNREAD} more" if len(unread) > NAMED_UNREAD else ""
        columns = "column is" if len(unread) == 1 else "columns are"
        told.insert(
            0, f"{len(unread)} {columns} not in the contract and left unread: {', '.join(unread[:NAMED_UNREAD])}{more}"
        )
    return told


def schema_changes(contract: type[Contract], before: Mapping[str, str], after: Mapping[str, str]) -> list[SchemaChange]:
    """The changes in the order of the source's columns, those that are gone last.

    before, after: column → type as the source calls it; before is empty for the first batch of a table.
    """
    known = {arriving: name for name, names in arriving_names(contract).items() for arriving in names}
    changes = []
    for column, kind in after.items():
        if not before:
            if column not in known:
                changes.append(SchemaChange(column, "not in the contract", None, kind, "left unread"))
        elif column not in before:
            effect = f"read as {known[column]}" if column in known else "left unread, the contract does not know it"
            changes.append(SchemaChange(column, "added", None, kind, effect))
        elif before[column] != kind:
            effect = _of_another_type(contract, known[column]) if column in known else "none, it is not read"
            changes.append(SchemaChange(column, "type changed", before[column], kind, effect))
    for column in before:
        if column not in after:
            effect = f"{known[column]} is empty from now on" if column in known else "none, it was not read"
            changes.append(SchemaChange(column, "removed", before[column], None, effect))
    return changes


def _of_another_type(contract: type[Contract], name: str) -> str:
    wanted = in_words(contract.dtypes()[name])
    return f"rows whose value cannot be read as {wanted} are rejected"
