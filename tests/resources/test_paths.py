"""Paths are named once, and where dbt has to name them again, the same."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from dagster_project.resources.paths import DBT_PROJECT, PROJECT, Home


def test_dbts_profile_names_the_same_warehouse_and_spill_folder():
    text = re.sub(r"\{\{ env_var\('LOOMPIN_HOME'.*?\}\}", "/home", (DBT_PROJECT / "profiles.yml").read_text())
    output = yaml.safe_load(text)["loompin"]["outputs"]["duckdb"]
    home = Home(Path("/home"))
    assert output["path"] == str(home.warehouse)
    assert output["config_options"]["temp_directory"] == str(home.spill)


def test_no_other_module_names_a_path_in_the_data_folder():
    names = [p.name for p in (getattr(Home(Path("/home")), name) for name in vars(Home)
                              if isinstance(vars(Home)[name], property))]  # fmt: skip
    joined = re.compile(rf"""/ ["']({"|".join(map(re.escape, names))})["']""")
    folders = ("dagster_project", "dashboards", "data_contracts")
    found = [
        f"{file.relative_to(PROJECT)}: {match.group()}"
        for folder in folders
        for file in (PROJECT / folder).rglob("*.py")
        if file.name != "paths.py" and "home" in file.read_text().lower()
        for match in joined.finditer(file.read_text())
    ]
    assert found == []
