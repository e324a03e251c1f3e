"""The resource that every step of a run shares: its time, its sources, the warehouse, and the lock around it all.

One instance lives as long as the run (the executor is in-process), so that all steps look at the sources as of the
same moment and no second run comes between two of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime

import dagster as dg
import duckdb
from pydantic import PrivateAttr

from dagster_project.connectors.connector import Connector, HoldsOpen, connect
from dagster_project.ingestion.lake import Lake
from dagster_project.publishing.release_files import Attempt, note_attempt, now_text
from dagster_project.resources.as_of import parse_as_of
from dagster_project.resources.configuration import configured_sources
from dagster_project.resources.database import open_warehouse
from dagster_project.resources.environment import Environment, read_environment
from dagster_project.resources.paths import Home
from dagster_project.resources.run_lock import only_run

RELEASE_STEP = "published__reporting"


def is_to_publish(context: dg.InitResourceContext) -> bool:
    """Whether the release is among the run's steps; the end of a run of other parts says nothing of the release."""
    plan = context.instance.get_execution_plan_snapshot(context.dagster_run.execution_plan_snapshot_id)
    return RELEASE_STEP in plan.step_keys_to_execute


class PipelineRun(dg.ConfigurableResource):
    """Settings of one run.

    as_of: the moment to look at, ISO 8601; the run's start where empty.
    cases: size of the demo company, for this run only.
    """

    as_of: str | None = None
    cases: int | None = None

    _environment: Environment = PrivateAttr()
    _as_of: datetime = PrivateAttr()
    _connectors: tuple[Connector, ...] = PrivateAttr(default=())
    _release_id: str | None = PrivateAttr(default=None)
    _warehouse: ExitStack = PrivateAttr(default_factory=ExitStack)
    _connection: duckdb.DuckDBPyConnection | None = PrivateAttr(default=None)

    @contextmanager
    def yield_for_execution(self, context: dg.InitResourceContext) -> Iterator[PipelineRun]:
        """Hold the lock for the whole run; of a run that is to publish, write down how it ended."""
        self._environment = read_environment()
        home = Home(self._environment.home).create()
        started_at = now_text()
        self._as_of = parse_as_of(self.as_of)
        with only_run(home, "pipeline run"):
            if not is_to_publish(context):
                try:
                    yield self
                finally:
                    self._let_go()
                return
            note_attempt(home, Attempt(started_at, "running"))
            try:
                yield self
            finally:
                self._let_go()
                status = "published" if self._release_id else "failed"
                reason = None if self._release_id else "a step of the run failed"
                note_attempt(home, Attempt(started_at, status, self._release_id, reason))

    @property
    def environment(self) -> Environment:
        """The settings that the run was started with."""
        return self._environment

    @property
    def time(self) -> datetime:
        """The moment at which the run looks at its sources."""
        return self._as_of

    @property
    def lake(self) -> Lake:
        """The lake of the data folder."""
        return Lake(Home(self._environment.home).lake)

    @property
    def connectors(self) -> tuple[Connector, ...]:
        """A connector for each configured source. Raises UserError where a source's settings make no sense."""
        if not self._connectors:
            sources = configured_sources(self._environment, self.cases)
            self._connectors = tuple(connect(source, self._environment, self._as_of) for source in sources)
        return self._connectors

    def _let_go(self) -> None:
        self.close_warehouse()
        for connector in self._connectors:
            if isinstance(connector, HoldsOpen):
                connector.close()

    @property
    def warehouse(self) -> duckdb.DuckDBPyConnection:
        """The warehouse for writing, open until `close_warehouse`: opening it for each of the tables takes longer than
        most of them."""
        if self._connection is None:
            self._connection = self._warehouse.enter_context(open_warehouse(self._environment))
        return self._connection

    def close_warehouse(self) -> None:
        """Leave the warehouse to another process, dbt's for one."""
        self._connection = None
        self._warehouse.close()

    def published(self, release_id: str) -> None:
        """Note that this run has put a release in force."""
        self._release_id = release_id
