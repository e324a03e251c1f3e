"""The real incident log in a warehouse that is built once and looked at by many tests."""

from __future__ import annotations

from pathlib import Path

import pytest
from installation import EXAMPLE_MAPPING, Installation
from shared_builds import built_once


@pytest.fixture(scope="session")
def incident_warehouse(incident_log: Path) -> Installation:
    """The real incident log: imported with the shipped mapping, and run. Not to be changed."""

    def import_and_run(home: Path) -> None:
        installation = Installation(home).prepare()
        imported = installation.loompin("import", incident_log, "--mapping", EXAMPLE_MAPPING)
        assert imported.code == 0, imported.err
        run = installation.loompin("run")
        assert run.code == 0, run.err

    return Installation(built_once("incident_log", import_and_run))
