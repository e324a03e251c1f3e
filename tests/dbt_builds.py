"""dbt's project, parsed once for all tests of a session, and models built with it in this process.

A start of dbt and a parse of the whole project take longer than most builds of a few rows. Here both are paid once:
each build gets a copy of the parsed project and a data folder of its own.
"""

from __future__ import annotations

import os
from collections.abc import Collection
from pathlib import Path

from dbt.adapters.duckdb.connections import DuckDBConnectionManager
from dbt.cli.main import dbtRunner, dbtRunnerResult
from dbt.contracts.graph.manifest import Manifest
from dbt.node_types import NodeType
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
    return _ran(_invoke(home, manifest, command, *elsewhere, *options))


def _ran(finished: dbtRunnerResult) -> list[str]:
    failed = [f"{r.node.name}: {r.message}" for r in finished.result if r.status in ("error", "fail", "runtime error")]
    assert finished.success, "\n".join(failed)
    return [result.node.name for result in finished.result]


def build_models(home: Path, select: str, generic_tests: bool = True, stand_ins: Collection[str] = ()) -> list[str]:
    """`dbt build` of models, what they are made of, and the tests of it; the names of the nodes that it ran.

    select: models, of which each may have a + before it for what is above it, or folders (`+path:models/marts/x`).
    dbt would look through the whole project for each of them and then for every node; it gets a project that holds no
    others, which takes it half the time. stand_ins: models that are there already and are not built.
    """
    Home(home).create()
    manifest = _copy_of_parsed_project()
    for node in manifest.nodes.values():
        if node.name in stand_ins:
            # What it is made of is not built either.
            node.depends_on.nodes = []
    _leave_only(manifest, _selected(manifest, " ".join((select, *stand_ins))), generic_tests)
    options = ("--exclude", *stand_ins) if stand_ins else ()
    return _ran(_invoke(home, manifest, "build", "--no-write-json", *options))


def _selected(manifest: Manifest, select: str) -> set[str]:
    """Ids of models and seeds. Fails where a word names none."""
    nodes = {key: node for key, node in manifest.nodes.items() if node.resource_type in (NodeType.Model, NodeType.Seed)}
    found: set[str] = set()
    for word in select.split():
        name = word.removeprefix("+")
        folder = f"{name.removeprefix('path:')}/" if name.startswith("path:") else None
        named = [
            key
            for key, node in nodes.items()
            if (node.original_file_path.startswith(folder) if folder else node.name == name)
        ]
        assert named, f"no model is called {word}"
        waiting = named if word.startswith("+") else []
        found.update(named)
        while waiting:
            above = [key for key in nodes[waiting.pop()].depends_on_nodes if key in nodes and key not in found]
            found.update(above)
            waiting += above
    return found


def _leave_only(manifest: Manifest, chosen: set[str], generic_tests: bool) -> None:
    """Take all out of the project but models, the tests that look at nothing else, and what runs before and after."""

    def stays(key: str) -> bool:
        node = manifest.nodes[key]
        if node.resource_type != NodeType.Test:
            return key in chosen or node.resource_type == NodeType.Operation
        above = [parent for parent in node.depends_on_nodes if parent in manifest.nodes]
        is_generic = node.test_node_type == "generic"
        return bool(above) and chosen.issuperset(above) and (generic_tests or not is_generic)

    manifest.nodes = {key: node for key, node in manifest.nodes.items() if stays(key)}
    read = {parent for node in manifest.nodes.values() for parent in node.depends_on_nodes}
    manifest.sources = {key: source for key, source in manifest.sources.items() if key in read}
    for kind in (manifest.exposures, manifest.metrics, manifest.semantic_models, manifest.unit_tests,
                 manifest.saved_queries):  # fmt: skip
        kind.clear()
    manifest.build_flat_graph()
    manifest.build_parent_and_child_maps()


def _invoke(home: Path, manifest: Manifest | None, *arguments: str) -> dbtRunnerResult:
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
