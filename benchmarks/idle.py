"""A run that does nothing: what a command takes before it comes to any row. Run as a process of its own.

LOOMPIN_HOME=... python -m benchmarks.idle [dbt]      with dbt: and a dbt build that selects nothing
"""

from __future__ import annotations

import subprocess
import sys

from dagster_project.resources.environment import child_environment, put_settings, read_environment
from dagster_project.resources.paths import Home


def idle(with_dbt: bool) -> None:
    """Load the graph and Dagster's records as every command does; with dbt, start it and let it parse the project."""
    environment = read_environment()
    put_settings(environment)
    from dagster_project.automation.instance import open_instance
    from dagster_project.definitions import defs
    from dagster_project.transformation.dbt_project import DBT, dbt_places

    with open_instance(Home(environment.home)):
        defs.resolve_job_def("warehouse")
        if with_dbt:
            subprocess.run(
                [DBT, "build", "--select", "tag:nothing_has_this_tag", *dbt_places(environment)],
                env=child_environment(environment), check=True,
            )  # fmt: skip


if __name__ == "__main__":
    idle(with_dbt=sys.argv[1:] == ["dbt"])
