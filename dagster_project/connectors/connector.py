"""What every connector offers, and how a configured source becomes one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, runtime_checkable

from dagster_project.ingestion.batches import Batch
from dagster_project.resources.configuration import SourceSettings
from dagster_project.resources.environment import Environment
from data_contracts import Contract


@dataclass(frozen=True)
class SourceFacts:
    """What a source says of itself.

    carries: kinds of case event that its data can hold; a clock that ends with a kind it does not carry is not
        made for it, and pages say "not measured".
    as_of_last_event: True for an old export, whose open clocks stop at its last event and not at the run's time.
    description: a sentence for the pages.
    tables: the contracts it has rows for, as source.table; one that stays empty is then late and not merely absent.
    """

    name: str
    type: str
    carries: tuple[str, ...]
    as_of_last_event: bool
    description: str
    tables: tuple[str, ...] = ()


class Connector(Protocol):
    """A source that can be read."""

    def facts(self) -> SourceFacts:
        """What the source says of itself."""

    def batches(self, contract: type[Contract]) -> Iterator[Batch]:
        """The batches it offers for one table; none for a table it does not have."""


@runtime_checkable
class HoldsOpen(Protocol):
    """A connector that holds something open (a connection, say) as long as the run lasts."""

    def close(self) -> None:
        """Let go of it; the run calls this at its end."""


def connect(source: SourceSettings, environment: Environment, as_of: datetime) -> Connector:
    """The connector of a configured source. Raises UserError where its settings make no sense."""
    # Imported when asked for, so that a command that needs no source does not pay for them.
    if source.type == "demo_company":
        from dagster_project.connectors.demo_company.connector import DemoCompany

        return DemoCompany.configured(source, environment, as_of)
    if source.type == "zendesk_fivetran":
        from dagster_project.connectors.zendesk_fivetran.connector import ZendeskFivetran

        return ZendeskFivetran.configured(source, environment)
    if source.type in ("platform", "support"):
        from dagster_project.connectors.table_source import TableSource

        return TableSource.configured(source, environment)
    from dagster_project.connectors.event_log.connector import EventLog

    return EventLog.configured(source, environment)
