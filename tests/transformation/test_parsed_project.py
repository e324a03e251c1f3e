"""A parse that is handed to another data folder is taken up there, and not thrown away."""

from __future__ import annotations

import subprocess
from pathlib import Path

from dbt_builds import environment_of, parsed_project

from dagster_project.resources.environment import child_environment
from dagster_project.resources.paths import Home
from dagster_project.transformation.dbt_project import (
    DBT,
    PARSED_FILES,
    dbt_places,
    is_parse_of_project,
    prepare_manifest,
)
from dagster_project.transformation.parsed_project import PARSE, hand_over_parse


def listed(home: Path) -> str:
    """What dbt says when it lists one model of a data folder; the debug words tell how it came by the project."""
    environment = environment_of(home)
    finished = subprocess.run(
        [DBT, "--debug", "ls", "--select", "reporting_cases", "--resource-type", "model", *dbt_places(environment)],
        env=child_environment(environment), capture_output=True, text=True, check=True,
    )  # fmt: skip
    return finished.stdout


def test_another_data_folder_takes_it_up(tmp_path):
    hand_over_parse(parsed_project(), environment_of(tmp_path))
    assert prepare_manifest(environment_of(tmp_path)).read_bytes() == (parsed_project() / "manifest.json").read_bytes()
    told = listed(tmp_path)
    assert "loompin.reporting" in told
    assert "no changes found, skipping parsing" in told


def test_a_parse_of_other_files_is_known_whatever_its_age(tmp_path):
    """A data folder that was copied or restored is younger than the project, and may be of an older one."""
    environment = environment_of(tmp_path)
    hand_over_parse(parsed_project(), environment)
    target = Home(tmp_path).dbt_target
    assert is_parse_of_project(target)
    (target / PARSED_FILES).write_text("0" * 64)
    assert not is_parse_of_project(target)
    (target / PARSED_FILES).unlink()
    assert not is_parse_of_project(target)


def test_a_parse_that_is_missing_or_damaged_is_not_handed_over(tmp_path):
    for content in (None, b"", (parsed_project() / PARSE).read_bytes()[:1000]):
        target = tmp_path / "theirs"
        target.mkdir(exist_ok=True)
        if content is not None:
            (target / PARSE).write_bytes(content)
        hand_over_parse(target, environment_of(tmp_path / "home"))
        assert not (Home(tmp_path / "home").dbt_target / PARSE).exists()
