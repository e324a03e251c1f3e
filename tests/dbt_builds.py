"""dbt's project, parsed once for all tests of a session, and models built with it in this process.

A start of dbt and a parse of the whole project take longer than most builds of a few rows. Here both are paid once:
each build gets a copy of the parsed project and a data folder of its own.
"""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Sequence
from pathlib import Path

from dbt.adapters.duckdb.connections import DuckDBConnectionManager
from dbt.cli.main import dbtRunner
from dbt.contracts.graph.manifest import Manifest
from dbt.parser.manifest import extended_mashumuro_decoder
from shared_builds import built_once

from dagster_project.resources.environment import Environment, child_environment
from dagster_project.resources.paths import Home
from dagster_project.transformation.dbt_project import PARSED_FILES, dbt_places, fingerprint_of_files
from dagster_project.transformation.parsed_project import PARSE

QUICKLY = ("--log-level", "none", "--log-level-file", "none")
"""To write every event down takes a third of the time of a small build; what failed is told from its results."""


def environment_of(home: Path) -> Environment:
    """The settings of a data folder of tests: little memory, two threads."""
    return Environment(home, home / "loompin.toml", "1GB", 2, 8501)


def parsed_project() -> Path:
    """dbt's target folder with the parsed project: manifest.json, semantic_manifest.json and dbt's own copy."""
    return Home(built_once("parsed_project", _parse)).dbt_target


def run_dbt(home: Path, command: str, *options: str, project: Path | None = None) -> list[str]:
    """Run a command of dbt, such as build, on a data folder; the names of the nodes that it ran.

    Fails with dbt's words on each node that failed. project: a folder with another dbt project than ours, which is
    parsed for this run.
    """
    Home(home).create()
    elsewhere = ["--project-dir", str(project), "--profiles-dir", str(project)] if project else []
    manifest = None if project else _copy_of_parsed_project()
    finished = _invoke(home, manifest, command, *elsewhere, *options)
    failed = [f"{r.node.name}: {r.message}" for r in finished.result if r.status in ("error", "fail", "runtime error")]
    assert finished.success, "\n".join(failed)
    return [result.node.name for result in finished.result]


def models_above(targets: Sequence[str], stand_ins: Collection[str]) -> list[str]:
    """Models and seeds that the targets are made of, not looking beyond stand-ins, which a test makes itself."""
    manifest = json.loads((parsed_project() / "manifest.json").read_text())
    nodes = manifest["nodes"]
    named = {node["name"]: key for key, node in nodes.items() if node["resource_type"] in ("model", "seed")}
    found: set[str] = set()
    waiting = [named[target] for target in targets]
    while waiting:
        key = waiting.pop()
        if key in found or key not in nodes or nodes[key]["name"] in stand_ins:
            continue
        found.add(key)
        waiting += manifest["parent_map"][key]
    return sorted(nodes[key]["name"] for key in found)


def _invoke(home: Path, manifest: Manifest | None, *arguments: str):
    environment = environment_of(home)
    before = dict(os.environ)
    os.environ.update(child_environment(environment))
    try:
        finished = dbtRunner(manifest).invoke([*QUICKLY, *arguments[:1], *dbt_places(environment), *arguments[1:]])
    finally:
        _let_go_of_the_warehouse()
        os.environ.clear()
        os.environ.update(before)
    if finished.exception:
        raise finished.exception
    return finished


def _let_go_of_the_warehouse() -> None:
    """What ends with the process where dbt has one of its own: it keeps the file open, and others may not open it."""
    if DuckDBConnectionManager._ENV is not None:
        DuckDBConnectionManager._ENV.close()
    DuckDBConnectionManager.close_all_connections()


def _parse(home: Path) -> None:
    target = Home(home).create().dbt_target
    files = fingerprint_of_files()
    _invoke(home, None, "parse")
    (target / PARSED_FILES).write_text(files)


def _copy_of_parsed_project() -> Manifest:
    """As dbt keeps it from run to run. A run changes it, hence a new one for each."""
    kept = (parsed_project() / PARSE).read_bytes()
    manifest = Manifest.from_msgpack(kept, decoder=extended_mashumuro_decoder)
    manifest.build_flat_graph()
    return manifest
