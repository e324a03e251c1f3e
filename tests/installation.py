"""A data folder of its own and `loompin` run on it as a person runs it; and where the real data lie."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from dbt_builds import build_models, parsed_project

from dagster_project.resources.environment import Environment
from dagster_project.resources.paths import PROJECT
from dagster_project.transformation.parsed_project import hand_over_parse

SHARED = PROJECT.parent / "shared"
INCIDENT_LOG = SHARED / "data" / "uci_incident_event_log" / "incident_event_log.csv.gz"
EXAMPLE_MAPPING = PROJECT / "dagster_project/connectors/event_log/examples/servicenow_incident_log.yaml"


@dataclass(frozen=True)
class Finished:
    """What a command left behind."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Installation:
    """A data folder of its own, and `loompin` run on it as a person runs it: in a process of its own."""

    home: Path

    def prepare(self) -> Installation:
        """Spare the commands dbt's parse of the whole project; the demo company's run tries what a first run does."""
        cores = os.cpu_count() or 1
        hand_over_parse(parsed_project(), Environment(self.home, self.home / "loompin.toml", "3GB", cores, 8501))
        return self

    def copy(self, home: Path) -> Installation:
        """The same in a folder of its own, for a test that changes something."""
        shutil.copytree(self.home, home)
        return Installation(home).prepare()

    def build_models(self, select: str, *options: object) -> None:
        """Ingest as a person does, then build only the named models, which is the quicker the fewer they are.

        select: dbt's words for them, such as "+reporting_cases". What is published needs `loompin run`.
        """
        ingested = self.loompin("ingest", *options)
        assert ingested.code == 0, ingested.err
        build_models(self.home, select)

    def loompin(self, *arguments: object, **settings: object) -> Finished:
        """Run the command; settings are environment variables, beside LOOMPIN_HOME."""
        ours = {name: value for name, value in os.environ.items() if not name.startswith("LOOMPIN_")}
        environment = {**ours, "LOOMPIN_HOME": str(self.home), **{name: str(value) for name, value in settings.items()}}
        finished = subprocess.run(
            [str(Path(sys.executable).with_name("loompin")), *map(str, arguments)],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=600,
        )
        return Finished(finished.returncode, finished.stdout, finished.stderr)
