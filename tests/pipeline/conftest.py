"""Warehouses that are built once and looked at by many tests."""

from __future__ import annotations

from pathlib import Path

import pytest
from installation import EXAMPLE_MAPPING, Installation


@pytest.fixture(scope="session")
def incident_warehouse(tmp_path_factory, incident_log: Path) -> Installation:
    """The real incident log: imported with the shipped mapping, and run."""
    installation = Installation(tmp_path_factory.mktemp("incident_log"))
    imported = installation.loompin("import", incident_log, "--mapping", EXAMPLE_MAPPING)
    assert imported.code == 0, imported.err
    run = installation.loompin("run")
    assert run.code == 0, run.err
    return installation


@pytest.fixture(scope="session")
def demo_warehouse(tmp_path_factory) -> Installation:
    """The demo company of 1,000 cases, as of a fixed moment."""
    installation = Installation(tmp_path_factory.mktemp("demo_company"))
    run = installation.loompin("run", "--cases", "1000", "--as-of", "2026-06-30T12:00:00Z")
    assert run.code == 0, run.err
    return installation
