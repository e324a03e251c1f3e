"""The dbt project as Dagster sees it: its manifest, prepared when it is missing or older than the project's files."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from dagster_project.resources.environment import Environment, child_environment
from dagster_project.resources.errors import UserError
from dagster_project.resources.paths import DBT_PROJECT, Home

DBT = str(Path(sys.executable).with_name("dbt"))


def prepare_manifest(environment: Environment) -> Path:
    """Path of an up-to-date manifest.json. Raises UserError with dbt's own words where the project does not parse."""
    target = Home(environment.home).create().dbt_target
    manifest = target / "manifest.json"
    if manifest.exists() and manifest.stat().st_mtime > _newest_change():
        return manifest
    finished = subprocess.run(
        [DBT, "--no-use-colors", "parse", *dbt_places(environment)],
        env=child_environment(environment),
        capture_output=True,
        text=True,
        check=False,
    )
    if finished.returncode != 0:
        raise UserError(
            f"{DBT_PROJECT}: dbt cannot parse the project:\n{finished.stdout[-3000:]}", "Mend the file it names."
        )
    return manifest


def dbt_places(environment: Environment) -> list[str]:
    """The options that tell dbt where its project, profile and target folder are."""
    home = Home(environment.home)
    return [
        "--project-dir", str(DBT_PROJECT), "--profiles-dir", str(DBT_PROJECT), "--target-path", str(home.dbt_target),
        "--log-path", str(home.dbt_target / "logs"),
    ]  # fmt: skip


def _newest_change() -> float:
    folders = ("models", "macros", "seeds", "tests")
    files = [DBT_PROJECT / "dbt_project.yml", DBT_PROJECT / "profiles.yml"]
    files += [file for folder in folders for file in (DBT_PROJECT / folder).rglob("*") if file.is_file()]
    return max(file.stat().st_mtime for file in files)
