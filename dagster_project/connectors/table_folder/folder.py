"""The reader of a folder of tables. A file is the whole truth of its table: a newer one replaces what it held.

Flow: folder → the file of each contract's table → its known columns, chunk by chunk → batches.
Files and columns that no contract knows are left where they are and named in one line.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from dagster_project.connectors.table_files import column_names, column_types, file_fingerprint, read_chunks
from dagster_project.connectors.table_groups import TableGroup
from dagster_project.connectors.unread import Unread
from dagster_project.ingestion.batches import Batch
from dagster_project.resources.errors import UserError
from data_contracts import Contract
from data_contracts.contract import arriving_names

logger = logging.getLogger(__name__)

ENDINGS = (".parquet", ".csv", ".csv.gz", ".jsonl", ".jsonl.gz")


class TableFolder:
    """The tables of one group in one folder.

    tables: our name of a table → the file's name without ending, where it is called otherwise.
    has_landed: whether rows of a table are in the lake already, so that its file is not missed any more.
    """

    def __init__(
        self,
        source: str,
        group: TableGroup,
        folder: Path,
        tables: Mapping[str, str],
        has_landed: Callable[[type[Contract]], bool],
    ) -> None:
        self.source = source
        self.group = group
        self.folder = folder
        self._names = tables
        self._has_landed = has_landed

    def check(self) -> Unread:
        """Look at every file without reading its rows, and say what will be left unread.

        Raises UserError where a required table is missing, a file cannot be read, or a column that must have
        values is absent.
        """
        if not self.folder.is_dir():
            raise UserError(f"{self.folder}: there is no such folder.")
        used, columns = set(), []
        for contract in self.group.contracts():
            file = self._file(contract)
            if file is None:
                self._refuse_where_required(contract)
                continue
            used.add(file)
            columns += [f"{contract.facts().table}.{name}" for name in self._columns(contract, file)[1]]
        left = sorted(_stem(f) for f in self.folder.iterdir() if f not in used and f.name.endswith(ENDINGS))
        return Unread(tuple(left), tuple(columns))

    def batches(self, contract: type[Contract]) -> Iterator[Batch]:
        """The table's file as one batch; none where there is no such file.

        Raises UserError where the folder itself is gone: a disk that is not mounted is no empty export.
        """
        if not self.folder.is_dir():
            raise UserError(
                f"[sources.{self.source}]: {self.folder}: there is no such folder.",
                "Mend the folder in loompin.toml, or bring it back; nothing of this source was changed.",
            )
        file = self._file(contract)
        if file is not None:
            known, _ = self._columns(contract, file)
            yield Batch(
                source=self.source,
                contract=contract,
                origin=str(file),
                fingerprint=file_fingerprint(file),
                chunks=lambda: read_chunks(file, may_be_empty=True, columns=known),
                replaces_source=True,
                source_columns=column_types(file),
            )
        elif self._has_landed(contract):
            logger.warning("%s has no %s any more; the rows landed from it stay.", self.folder, self._name(contract))
        else:
            self._refuse_where_required(contract)

    def close(self) -> None:
        """Nothing is held open."""

    def _name(self, contract: type[Contract]) -> str:
        return self._names.get(contract.facts().table, contract.facts().table)

    def _file(self, contract: type[Contract]) -> Path | None:
        name = self._name(contract)
        found = [file for ending in ENDINGS if (file := self.folder / f"{name}{ending}").exists()]
        if len(found) > 1:
            raise UserError(
                f"{self.folder}: {found[0].name} and {found[1].name} are both there for the table {name}.",
                "Take away the one that is not meant.",
            )
        return found[0] if found else None

    def _refuse_where_required(self, contract: type[Contract]) -> None:
        facts = contract.facts()
        if facts.table not in self.group.required:
            return
        name = self._name(contract)
        raise UserError(
            f"{self.folder}: the table {name!r} is missing; {name}.parquet, {name}.csv or {name}.jsonl was expected "
            "(the last two plain or with .gz).",
            f"A source of type {self.group.name} needs it: {contract.description()}",
        )

    def _columns(self, contract: type[Contract], file: Path) -> tuple[list[str], list[str]]:
        """The file's columns that the contract knows, and those it does not."""
        held, fields, names = column_names(file), contract.fields(), arriving_names(contract)
        missing = [n for n, field in fields.items() if not field.nullable and not set(names[n]) & set(held)]
        if missing:
            raise UserError(
                f"{file}: column {missing[0]!r} is missing (it holds {', '.join(held[:40])}).",
                f"{contract.facts().source}.{contract.facts().table} needs it: {fields[missing[0]].description}",
            )
        known = {name for arriving in names.values() for name in arriving}
        return [name for name in held if name in known], [name for name in held if name not in known]


def _stem(file: Path) -> str:
    return file.name.partition(".")[0]
