"""The connector of a configured group of tables: a folder of files, or a schema of a PostgreSQL database."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any, Protocol

from dagster_project.connectors.connector import SourceFacts
from dagster_project.connectors.table_groups import TABLE_GROUPS, TableGroup
from dagster_project.connectors.unread import Unread
from dagster_project.ingestion.batches import Batch
from dagster_project.ingestion.lake import Lake
from dagster_project.resources.configuration import SourceSettings
from dagster_project.resources.environment import Environment, read_secret
from dagster_project.resources.errors import UserError
from dagster_project.resources.paths import Home
from data_contracts import Contract

logger = logging.getLogger(__name__)


class TableReader(Protocol):
    """Where the tables are read from."""

    def check(self) -> Unread:
        """Refuse what cannot be read, before anything is; say what will be left unread."""

    def batches(self, contract: type[Contract]) -> Iterator[Batch]:
        """The batches of one table."""

    def close(self) -> None:
        """Let go of what is held open."""


class TableSource:
    """One configured source of a group of tables."""

    def __init__(self, name: str, group: TableGroup, reader: TableReader, as_of_last_event: bool) -> None:
        self.name = name
        self.group = group
        self.reader = reader
        self.as_of_last_event = as_of_last_event
        self._contracts = group.contracts()

    @classmethod
    def configured(cls, source: SourceSettings, environment: Environment) -> TableSource:
        """From a section of loompin.toml. Raises UserError where its settings make no sense."""
        where = f"{environment.config}, [sources.{source.name}]"
        group, settings = TABLE_GROUPS[source.type], source.settings
        _check_settings(where, group, settings)
        lake = Lake(Home(environment.home).lake)
        tables = settings.get("tables", {})
        reader: TableReader
        if "folder" in settings:
            from dagster_project.connectors.table_folder.folder import TableFolder

            def has_landed(contract: type[Contract]) -> bool:
                return any(note.source == source.name for note in lake.notes(contract))

            folder = (environment.home / settings["folder"]).resolve()
            reader = TableFolder(source.name, group, folder, tables, has_landed)
        else:
            from dagster_project.connectors.postgresql.tables import PostgresqlTables

            url = read_secret(settings["url_env"], where)
            reader = PostgresqlTables(source.name, group, url, settings["schema"], tables, lake)
        return cls(source.name, group, reader, settings.get("as_of_last_event", False))

    def facts(self) -> SourceFacts:
        return SourceFacts(
            name=self.name,
            type=self.group.name,
            carries=self.group.carries,
            as_of_last_event=self.as_of_last_event,
            description=self.group.description,
        )

    def batches(self, contract: type[Contract]) -> Iterator[Batch]:
        if contract in self._contracts:
            yield from self.reader.batches(contract)

    def close(self) -> None:
        """Let go of what the reader holds open."""
        self.reader.close()


def _check_settings(where: str, group: TableGroup, settings: dict[str, Any]) -> None:
    is_database = "url_env" in settings or "schema" in settings
    if is_database == ("folder" in settings):
        raise UserError(
            f"{where}: a source of type {group.name} is read from a folder or from a PostgreSQL schema.",
            'Write folder = "..."; or url_env = "NAME_OF_A_VARIABLE" and schema = "...".',
        )
    if is_database and not ("url_env" in settings and "schema" in settings):
        raise UserError(
            f"{where}: a PostgreSQL source needs url_env and schema.",
            'url_env = "NAME" names the variable with the URL; schema = "..." is where the tables are.',
        )
    known = {contract.facts().table for contract in group.contracts()}
    for key, kind in (("folder", str), ("schema", str), ("url_env", str), ("tables", dict), ("as_of_last_event", bool)):
        if key in settings and not isinstance(settings[key], kind):
            raise UserError(f"{where}: {key} is {settings[key]!r}; expected {_WORDS[kind]}.")
    for table, name in settings.get("tables", {}).items():
        if table not in known or not isinstance(name, str):
            raise UserError(
                f"{where}: tables names {table!r}; expected one of {', '.join(sorted(known))}, with a name."
            )


_WORDS = {str: "a text", dict: 'a table such as {ticket = "my_tickets"}', bool: "true or false"}
