"""Replay: a copy of the warehouse, the scenario put into it, and dbt's own SLA models run on the copy.

In: the data folder's warehouse (copied under the run lock, then let go) and a scenario. Out:
`what_if/<name>/result.duckdb`, put there by one rename. The warehouse, the lake and the releases are not touched;
the scratch folder is removed however the replay ends.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import duckdb

from dagster_project.publishing.release_files import current_release_id, release_file
from dagster_project.resources.database import literal, open_warehouse
from dagster_project.resources.environment import Environment, child_environment
from dagster_project.resources.errors import UserError
from dagster_project.resources.paths import Home
from dagster_project.resources.run_lock import only_run
from dagster_project.transformation.dbt_project import DBT, dbt_places
from dagster_project.transformation.failures import describe_failures
from dagster_project.transformation.parsed_project import hand_over_parse
from dagster_project.what_if.applying import apply_scenario
from dagster_project.what_if.result import write_result
from dagster_project.what_if.scenario import Scenario

Tell = Callable[[str], None]

REPLAYED = "+sla_clock_windows"
"""The models that are run again: the clocks and everything that they are made of."""

STEP = re.compile(r"(\d+) of (\d+) OK")


def replay(environment: Environment, scenario: Scenario, tell: Tell) -> Path:
    """Replay history under the scenario; the file of the result. tell: takes lines of progress.

    Raises UserError where nothing was published yet, a run is going on, or the scenario names what is not there.
    """
    home = Home(environment.home)
    started = time.monotonic()
    release_id = current_release_id(home)
    if not home.warehouse.exists():
        raise UserError(f"{home.warehouse}: there is no warehouse to copy.", "Run `loompin run` first.")
    with _scratch_of(environment) as scratch:
        with only_run(home, "loompin what-if"):
            tell("copying    the warehouse")
            _copy(home, scratch)
        _keep_before(scratch, release_file(home, release_id), tell)
        with open_warehouse(scratch) as connection:
            apply_scenario(connection, scenario)
        _build(scratch, tell)
        tell("comparing  before and after")
        folder = home.what_if / scenario.name
        folder.mkdir(parents=True, exist_ok=True)
        unfinished = folder / "result.unfinished"
        unfinished.unlink(missing_ok=True)
        try:
            with open_warehouse(scratch) as connection:
                write_result(connection, unfinished, scenario, release_id, time.monotonic() - started)
            unfinished.replace(folder / "result.duckdb")
        finally:
            unfinished.unlink(missing_ok=True)
    return folder / "result.duckdb"


@contextmanager
def _scratch_of(environment: Environment) -> Iterator[Environment]:
    """A data folder of its own beside the results, gone at the end: on the same disk, where there is room for both."""
    parent = Home(environment.home).what_if
    parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".scratch_", dir=parent) as folder:
        yield replace(environment, home=Path(folder))


def _copy(home: Home, scratch: Environment) -> None:
    copy = Home(scratch.home).create()
    for file in home.root.glob(f"{home.warehouse.name}*"):
        # The write-ahead log of a run that broke off belongs to the file.
        shutil.copyfile(file, copy.root / file.name)
    hand_over_parse(home.dbt_target, scratch)


def _keep_before(scratch: Environment, release: Path, tell: Tell) -> None:
    """Set the clocks aside as they are now. They are built first where the warehouse is ahead of the release."""
    with open_warehouse(scratch) as connection:
        connection.execute(f"attach {literal(str(release))} as published (read_only)")
        differs = connection.execute(
            "select max(as_of) is distinct from (select as_of from published.release.info) from ingestion.sources"
        ).fetchone()[0] or _count(connection, "marts.sla_clock_windows") != _count(
            connection, "published.reporting.sla_clocks"
        )
        connection.execute("detach published")
    if differs:
        tell("replaying  history as it is, since the warehouse is ahead of the release")
        _build(scratch, tell)
    with open_warehouse(scratch) as connection:
        connection.execute("create schema what_if")
        connection.execute("create table what_if.clocks_before as select * from marts.sla_clock_windows")


def _count(connection: duckdb.DuckDBPyConnection, table: str) -> int | None:
    try:
        return connection.execute(f"select count(*) from {table}").fetchone()[0]
    except duckdb.CatalogException:
        return None


def _build(scratch: Environment, tell: Tell) -> None:
    command = [DBT, "--no-use-colors", "run", "--full-refresh", "--select", REPLAYED, *dbt_places(scratch)]
    target = Home(scratch.home).dbt_target
    (target / "run_results.json").unlink(missing_ok=True)
    with subprocess.Popen(
        command, env=child_environment(scratch), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as dbt:
        told = 0
        for line in dbt.stdout:
            step = STEP.search(line)
            if step and int(step.group(1)) >= told + 10:
                told = int(step.group(1))
                tell(f"replaying  {told} of {step.group(2)} models")
    if dbt.returncode != 0:
        raise UserError(
            f"The replay broke off: {describe_failures(target, target / 'logs' / 'dbt.log')}",
            "Nothing published was touched. `loompin build` shows whether the models build without the scenario.",
        )
