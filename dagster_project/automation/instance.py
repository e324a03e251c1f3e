"""Dagster's own home in the data folder: its records of runs, its settings, one run at a time, telemetry off."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import dagster as dg
from dagster._core.instance.ref import InstanceRef

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
    """Dagster's instance of the data folder, for a run in this process."""
    prepare_dagster_home(home)
    records = {
        "module": "dagster_project.automation.event_records",
        "class": "KeptOpenEventRecords",
        "config": {"base_dir": str(home.dagster_home / "history" / "runs")},
    }
    reference = InstanceRef.from_dir(str(home.dagster_home), overrides={"event_log_storage": records})
    with dg.DagsterInstance.from_ref(reference) as instance:
        yield instance
