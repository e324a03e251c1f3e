"""Simulate the demo company into the landing folder, so that its time can be told apart from the pipeline's.

LOOMPIN_HOME=... python -m benchmarks.simulation CASES AS_OF
"""

from __future__ import annotations

import sys

from dagster_project.connectors.connector import connect
from dagster_project.resources.as_of import parse_as_of
from dagster_project.resources.configuration import configured_sources
from dagster_project.resources.environment import read_environment
from dagster_project.resources.paths import Home
from data_contracts import find_contract


def simulate(cases: int, as_of: str) -> None:
    """Ask the connector for one small table: all of them are simulated together."""
    environment = read_environment()
    Home(environment.home).create()
    (source,) = configured_sources(environment, cases)
    for batch in connect(source, environment, parse_as_of(as_of)).batches(find_contract("platform", "plans")):
        for _ in batch.chunks():
            pass


if __name__ == "__main__":
    simulate(int(sys.argv[1]), sys.argv[2])
