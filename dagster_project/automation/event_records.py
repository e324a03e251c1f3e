"""Dagster's records of events in SQLite, with the connection to each file kept open.

A run of all models records some thousand events, and Dagster's own storage opens the file for each of them, waits for
the disk and closes it again: half of a build's time. The files and everything in them are Dagster's, so that its web
pages and its daemon, which keep to its own storage, read and write the same ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from dagster._core.storage.event_log import SqliteEventLogStorage
from dagster._core.storage.event_log.sqlite.sqlite_event_log import INDEX_SHARD_NAME
from dagster._serdes import ConfigurableClassData
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import StaticPool

WAIT_SECONDS = 60
"""How long to wait for another process that writes into the same file."""


class KeptOpenEventRecords(SqliteEventLogStorage):
    """The same storage; one connection per file from the first event to `dispose`."""

    def __init__(self, base_dir: str, inst_data: ConfigurableClassData | None = None) -> None:
        self._engines: dict[str, Engine] = {}
        super().__init__(base_dir, inst_data)

    @classmethod
    def from_config_value(cls, inst_data: ConfigurableClassData | None, config_value: Any) -> KeptOpenEventRecords:
        """What Dagster makes of the settings."""
        return cls(inst_data=inst_data, **config_value)

    def run_connection(self, run_id: str | None = None) -> Any:
        """A transaction on the file of a run."""
        return self._kept(run_id or INDEX_SHARD_NAME)

    def index_connection(self) -> Any:
        """A transaction on the file of what is known of all runs."""
        return self._kept(INDEX_SHARD_NAME)

    def dispose(self) -> None:
        """Close the files."""
        for engine in self._engines.values():
            engine.dispose()
        self._engines.clear()
        super().dispose()

    @contextmanager
    def _kept(self, shard: str) -> Iterator[Connection]:
        if shard not in self._engines:
            with super()._connect(shard):
                pass  # Dagster makes the file and its tables where they are missing.
            self._engines[shard] = _engine(self.conn_string_for_shard(shard))
        # One connection, hence one thread at a time.
        with self._db_lock, self._engines[shard].connect() as connection, connection.begin():
            yield connection


def _engine(address: str) -> Engine:
    engine = create_engine(
        address, poolclass=StaticPool, connect_args={"timeout": WAIT_SECONDS, "check_same_thread": False}
    )

    @event.listens_for(engine, "connect")
    def wait_less(connection: Any, _: Any) -> None:
        # A commit does not wait for the disk. The file stays whole whatever happens; a power cut may cost the last
        # records of a run that it has broken off anyway.
        connection.execute("pragma synchronous = normal")

    return engine
