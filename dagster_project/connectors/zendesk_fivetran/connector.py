"""The connector: Zendesk's tables from a folder or a schema, and the meaning of custom statuses from the settings.

A section may say what a desk's own statuses mean, by the name or number that the field history has::

    [sources.zendesk.statuses]
    "Awaiting parts" = "On-hold"
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import polars as pl

from dagster_project.connectors.connector import SourceFacts
from dagster_project.connectors.table_source import TableSource
from dagster_project.ingestion.batches import Batch, Chunk
from dagster_project.resources.configuration import SourceSettings
from dagster_project.resources.environment import Environment
from dagster_project.resources.errors import UserError
from data_contracts import Contract
from data_contracts.vocabulary import STATES
from data_contracts.zendesk_fivetran.promises import CustomStatus


class ZendeskFivetran:
    """One configured Zendesk."""

    def __init__(self, tables: TableSource, statuses: dict[str, str]) -> None:
        self.tables = tables
        self.statuses = statuses

    @classmethod
    def configured(cls, source: SourceSettings, environment: Environment) -> ZendeskFivetran:
        """From a section of loompin.toml. Raises UserError where its settings make no sense."""
        statuses = source.settings.get("statuses", {})
        for status, state in statuses.items() if isinstance(statuses, dict) else [("statuses", statuses)]:
            if state not in STATES:
                raise UserError(
                    f"{environment.config}, [sources.{source.name}.statuses]: {status!r} is {state!r}; "
                    f"expected one of {', '.join(STATES)}."
                )
        return cls(TableSource.configured(source, environment), statuses)

    def facts(self) -> SourceFacts:
        return self.tables.facts()

    def batches(self, contract: type[Contract]) -> Iterator[Batch]:
        if contract is CustomStatus:
            yield self._statuses()
        else:
            yield from self.tables.batches(contract)

    def close(self) -> None:
        """Let go of what the tables' reader holds open."""
        self.tables.close()

    def _statuses(self) -> Batch:
        rows = sorted(self.statuses.items())
        frame = pl.DataFrame(rows, schema={"status": pl.String, "state": pl.String}, orient="row")
        return Batch(
            source=self.tables.name,
            contract=CustomStatus,
            origin=f"the settings of {self.tables.name}, statuses",
            fingerprint=hashlib.sha256(repr(rows).encode()).hexdigest(),
            chunks=lambda: iter([Chunk(frame, 1)] if rows else []),
            # The whole truth: a status taken out of the settings is gone.
            replaces_source=True,
        )
