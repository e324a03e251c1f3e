"""One simulation that many tests look at, and a data folder for the connector."""

from __future__ import annotations

from pathlib import Path

import pytest

from dagster_project.connectors.demo_company.simulation import simulate
from dagster_project.resources.environment import Environment, read_environment

from .simulated import CASES, SEED, UNTIL, Simulated, read


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Simulated:
    folder = tmp_path_factory.mktemp("landing") / "simulation"
    simulate(CASES, SEED, UNTIL, folder)
    return read(folder)


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Environment:
    monkeypatch.setenv("LOOMPIN_HOME", str(tmp_path))
    monkeypatch.delenv("LOOMPIN_CONFIG", raising=False)
    return read_environment()
