"""One connection to PostgreSQL that sees one moment: whatever is read over it belongs together.

The transaction is read-only and repeatable-read, and stays open as long as the run, so that a ticket's history and
its comments are those of the same moment although they are read one after the other. The address holds a password:
it never stands in a message, and what the server answers is shown without it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import unquote, urlsplit

import adbc_driver_manager
import polars as pl
import pyarrow as pa
from adbc_driver_postgresql import dbapi

from dagster_project.resources.errors import UserError

BATCH_BYTES = 32 * 2**20
"""About so much of an answer is in memory at once."""


class Snapshot:
    """The open connection. `where` says in messages what is being read, without its address."""

    def __init__(self, url: str, where: str) -> None:
        self._url = url
        self._where = where
        self._connection: dbapi.Connection | None = None

    def rows(self, query: str) -> list[tuple]:
        """A small answer, whole."""
        with self._answers(), self._cursor() as cursor:
            cursor.execute(query)
            return cursor.fetchall()

    def frames(self, query: str) -> Iterator[pl.DataFrame]:
        """A large answer, a piece at a time."""
        with self._answers(), self._cursor() as cursor:
            cursor.adbc_statement.set_options(**{"adbc.postgresql.batch_size_hint_bytes": str(BATCH_BYTES)})
            cursor.execute(query)
            for batch in cursor.fetch_record_batch():
                yield pl.DataFrame(pl.from_arrow(pa.Table.from_batches([batch])))

    def close(self) -> None:
        """End the transaction and the connection; a later question opens a new snapshot."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _cursor(self) -> dbapi.Cursor:
        if self._connection is None:
            self._connection = dbapi.connect(self._url)
            with self._connection.cursor() as cursor:
                # Times are compared and written as UTC, whatever the server's or the role's zone is.
                cursor.execute("set transaction isolation level repeatable read, read only")
                cursor.execute("set local time zone 'UTC'")
        return self._connection.cursor()

    @contextmanager
    def _answers(self) -> Iterator[None]:
        try:
            yield
        except adbc_driver_manager.Error as error:
            # A failed transaction answers nothing more; the next question gets a new one.
            self.close()
            raise UserError(
                f"{self._where}: PostgreSQL answered: {self._without_address(str(error))}",
                "Look at the address in the variable that url_env names, and at the rights of its user.",
            ) from None

    def _without_address(self, text: str) -> str:
        parts = urlsplit(self._url)
        for secret in filter(None, (self._url, parts.password, unquote(parts.password or ""), parts.netloc)):
            text = text.replace(secret, "...")
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        return (lines[0] if lines else "nothing").removesuffix(".")
