"""How the suite is organised, and the fixtures that several folders share.

The folders mirror those of the code; each file builds what it looks at once, and its tests only look. What is dear is
built once per session and for all workers, by whichever test needs it first (shared_builds.py): dbt's parse of the
project, the demo company's data folder, the real incident log's, and the Zendesk written by hand. Models on a few rows
by hand are built in this process with the parsed project (dbt_builds.py, transformation/desk.py); `loompin` itself is
run as a person runs it, in a process of its own (installation.py). A test of a page, a mart or a reconciliation asks
`demo_release` on the published demo company; one that changes something takes `demo_copy` or a copy of its own, since
the session fails where a shared data folder was changed. `python -m pytest` runs a worker per core, and a file of tests
on one worker; `-n 0` runs everything in one process, which is quicker for a single file and lets a debugger in.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from installation import INCIDENT_LOG, Installation
from shared_builds import FOLDER, built_once

from dagster_project.resources.paths import Home
from dashboards.reporting import ReleaseReader, open_release

TESTS = Path(__file__).parent

BUILDERS = [TESTS / "pipeline" / f"test_{name}.py" for name in ("demo_company", "zendesk_expected_sla", "incident_log")]
"""Files that make the shared builds: the demo company, the Zendesk export, the real incident log."""

AS_OF, CASES = "2026-06-30T12:00:00Z", "1000"
"""The moment at which the demo company is looked at, and its size."""


def pytest_configure(config: pytest.Config) -> None:
    """Make the folder of what is built once, before there are workers, and remove it after them."""
    if not hasattr(config, "workerinput"):
        folder = TemporaryDirectory(prefix="loompin-tests-", ignore_cleanup_errors=True)
        os.environ[FOLDER] = folder.name
        config.add_cleanup(folder.cleanup)


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """No workers for a single file, which one of them would run alone."""
    named = [Path(argument.partition("::")[0]) for argument in config.args]
    return 0 if len(set(named)) == 1 and named[0].is_file() else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What builds longest comes first, so that no worker ends long after the others.

    Of the tests that look at one shared build a single file comes first: the others come when it is there, so that no
    worker waits for it.
    """
    places = [*BUILDERS, TESTS / "transformation", TESTS / "pipeline"]

    def place(item: pytest.Item) -> int:
        found = item.path if item.path in places else item.path.parent
        return places.index(found) if found in places else len(places)

    items.sort(key=place)


@pytest.fixture
def installation(tmp_path: Path) -> Installation:
    """A fresh data folder for one test."""
    return Installation(tmp_path / "home")


@pytest.fixture(scope="session")
def incident_log() -> Path:
    """The real incident log beside the checkout."""
    if not INCIDENT_LOG.exists():
        pytest.skip(f"the real incident log is not at {INCIDENT_LOG}")
    return INCIDENT_LOG


@pytest.fixture(scope="session")
def demo_warehouse() -> Iterator[Installation]:
    """The demo company of 1,000 cases as of 2026-06-30 12:00 UTC, built and published. Not to be changed.

    Questions (`loompin sql`, `metrics`, `explain`, `receipt`) leave it as it is; for the rest there is demo_copy.
    """
    built = Installation(built_once("demo_company", _run_demo_company))
    before = _files(built.home)
    yield built
    assert _files(built.home) == before, "a test changed the demo company that others look at; it needs demo_copy"


@pytest.fixture(scope="session")
def demo_release(demo_warehouse: Installation) -> Iterator[ReleaseReader]:
    """A reader on the demo company's release: `demo_release.sql("select ... from reporting.cases")`, `.ask(...)`."""
    with open_release(Home(demo_warehouse.home)) as reader:
        yield reader


@pytest.fixture
def demo_copy(demo_warehouse: Installation, tmp_path: Path) -> Installation:
    """The demo company in a data folder of the test's own, to run on, to harm, or to replay scenarios in."""
    return demo_warehouse.copy(tmp_path / "home")


def _run_demo_company(home: Path) -> None:
    run = Installation(home).loompin("run", "--cases", CASES, "--as-of", AS_OF)
    assert run.code == 0, run.err


def _files(home: Path) -> dict[str, tuple[int, int]]:
    """Size and time of every file that holds data."""
    kept = [home / "warehouse.duckdb", *home.glob("releases/*"), *home.glob("lake/**/*"), *home.glob("what_if/**/*")]
    return {str(file): (file.stat().st_size, file.stat().st_mtime_ns) for file in kept if file.is_file()}
