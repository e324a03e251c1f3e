"""The dbt project as Dagster sees it: its manifest, made where it is missing or of other files than are there now."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

from dagster_project.resources.environment import Environment, child_environment
from dagster_project.resources.errors import UserError
from dagster_project.resources.paths import DBT_PROJECT, Home

PARSED_FILES = "parsed_files.txt"
"""Beside the manifest: the fingerprint of the files that it was parsed from."""

DBT = str(Path(sys.executable).with_name("dbt"))


def prepare_manifest(environment: Environment) -> Path:
    """Path of an up-to-date manifest.json. Raises UserError with dbt's own words where the project does not parse."""
    target = Home(environment.home).create().dbt_target
    manifest = target / "manifest.json"
    if manifest.exists() and is_parse_of_project(target):
        return manifest
    (target / PARSED_FILES).unlink(missing_ok=True)
    files = fingerprint_of_files()
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
    (target / PARSED_FILES).write_text(files)
    return manifest


def is_parse_of_project(target: Path) -> bool:
    """Whether what lies in dbt's target folder was parsed from the project as it is now.

    By content and not by time: a data folder that was copied or restored is younger than the project, and of another.
    """
    noted = target / PARSED_FILES
    return noted.exists() and noted.read_text() == fingerprint_of_files()


def dbt_places(environment: Environment) -> list[str]:
    """The options that tell dbt where its project, profile and target folder are."""
    home = Home(environment.home)
    return [
        "--project-dir", str(DBT_PROJECT), "--profiles-dir", str(DBT_PROJECT), "--target-path", str(home.dbt_target),
        "--log-path", str(home.dbt_target / "logs"),
    ]  # fmt: skip


def fingerprint_of_files() -> str:
    """A hash over names and contents of all files that dbt parses, descriptions too."""
    files = [DBT_PROJECT / "dbt_project.yml", DBT_PROJECT / "profiles.yml"]
    for folder in ("models", "macros", "seeds", "tests"):
        files += sorted(file for file in (DBT_PROJECT / folder).rglob("*") if file.is_file())
    digest = hashlib.sha256()
    for file in files:
        digest.update(f"{file.relative_to(DBT_PROJECT)}\0".encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()
