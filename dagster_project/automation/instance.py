"""Dagster's own home in the data folder: its records of runs, its settings, one run at a time, telemetry off."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import dagster as dg

from dagster_project.resources.paths import Home

SETTINGS = """\
# Written by loompin; edit it where your installation needs more.
telemetry:
  enabled: false
concurrency:
  runs:
    max_concurrent_runs: 1
"""


def prepare_dagster_home(home: Home) -> None:
    """Write Dagster's settings where there are none yet."""
    home.create()
    file = home.dagster_home / "dagster.yaml"
    if not file.exists():
        file.write_text(SETTINGS)


@contextmanager
def open_instance(home: Home) -> Iterator[dg.DagsterInstance]:
    """Dagster's instance of the data folder."""
    prepare_dagster_home(home)
    with dg.DagsterInstance.from_config(str(home.dagster_home)) as instance:
        yield instance
