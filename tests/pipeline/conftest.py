"""The real incident log, built once and looked at by many tests; and pages and segments of the demo company."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from installation import EXAMPLE_MAPPING, Installation
from pages import open_page
from shared_builds import built_once
from streamlit.testing.v1 import AppTest

from dashboards.reporting import ReleaseReader


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


@pytest.fixture(name="open_page")
def opens_page_of_demo(demo_warehouse: Installation, monkeypatch) -> Callable[..., AppTest]:
    """Opens a page on the published demo company: `open_page("supply")`, `open_page("market", store="iOS")`."""
    monkeypatch.setenv("LOOMPIN_HOME", str(demo_warehouse.home))
    monkeypatch.delenv("LOOMPIN_CONFIG", raising=False)
    return open_page


@pytest.fixture(scope="session")
def segments(demo_release: ReleaseReader) -> dict[str, dict]:
    """The segments of the demo company by their names."""
    rows = demo_release.sql("select * from reporting.segments").iter_rows(named=True)
    return {row["segment_name"]: row for row in rows}
