"""The dbt project as a whole: unit tests hold, layers are kept apart, nothing is undocumented."""

from __future__ import annotations

import json

import pytest
from dbt_builds import parsed_project, run_dbt

from dagster_project.resources.environment import Environment
from dagster_project.resources.paths import DBT_PROJECT, Home
from dagster_project.transformation.dbt_project import prepare_manifest
from data_contracts import all_contracts


@pytest.fixture(scope="module")
def manifest() -> dict:
    return json.loads((parsed_project() / "manifest.json").read_text())


def test_unit_tests_of_models_hold(tmp_path, manifest):
    """They need the relations of their inputs, so an empty desk is built first."""
    from transformation.desk import Desk, at

    Desk().build(
        tmp_path, at("2026-01-01 00:00:00"), "+reporting_sla_clocks +reporting_cases +reporting_backlog_by_day"
    ).close()
    run = run_dbt(tmp_path, "test", "--select", "test_type:unit")
    assert sorted(run) == sorted(unit_test["name"] for unit_test in manifest["unit_tests"].values())
    assert run


def models(manifest: dict) -> list[dict]:
    return [node for node in manifest["nodes"].values() if node["resource_type"] == "model"]


def test_folder_is_schema(manifest):
    for model in models(manifest):
        folder = model["path"].split("/")[0]
        assert model["schema"] == ("reporting" if folder == "semantic" else folder), model["name"]


def test_every_model_and_every_published_column_is_described(manifest):
    assert [m["name"] for m in models(manifest) if not m["description"].strip()] == []
    published = [m for m in models(manifest) if m["schema"] == "reporting"]
    assert [
        f"{m['name']}.{c}" for m in published for c, facts in m["columns"].items() if not facts["description"]
    ] == []


LAYERS = ("staging", "intermediate", "marts", "reporting")


def test_a_layer_reads_its_own_or_the_one_below(manifest):
    """Sources are read by staging only; what leaves the warehouse reads marts."""
    for model in models(manifest):
        if model["path"].startswith("semantic"):
            continue
        for parent_id in model["depends_on"]["nodes"]:
            kind = parent_id.split(".")[0]
            if kind == "source":
                assert model["schema"] == "staging", f"{model['name']} reads the source {parent_id}"
            elif kind == "model":
                parent = manifest["nodes"][parent_id]["schema"]
                assert LAYERS.index(parent) <= LAYERS.index(model["schema"]), f"{model['name']} reads up: {parent_id}"
                assert model["schema"] != "reporting" or parent == "marts", f"{model['name']} reads {parent}"


def test_models_are_short_enough_to_read():
    long = {
        str(file.relative_to(DBT_PROJECT)): lines
        for file in DBT_PROJECT.glob("models/**/*.sql")
        if (lines := len(file.read_text().splitlines())) > 120
    }
    assert long == {}


def test_every_promise_of_freshness_is_measured(manifest):
    """The tables named in source_freshness are those whose contracts promise something."""
    promised = {
        (c.facts().source, c.facts().table, c.facts().event_time)
        for c in all_contracts()
        if c.facts().freshness_hours is not None
    }
    text = (DBT_PROJECT / "models/marts/data_health/source_freshness.sql").read_text()
    listed = text[text.index("set promised = [") : text.index("] %}")]
    assert {tuple(part.strip().strip("'") for part in line.strip().strip("(),").split(","))
            for line in listed.splitlines()[1:] if line.strip()} == promised  # fmt: skip


def test_a_project_that_does_not_parse_is_told_in_dbts_words(tmp_path, monkeypatch):
    from dagster_project.resources.errors import UserError
    from dagster_project.transformation import dbt_project

    broken = tmp_path / "broken"
    (broken / "models").mkdir(parents=True)
    (broken / "dbt_project.yml").write_text("name: loompin\nversion: 1.0.0\nprofile: loompin\n")
    (broken / "profiles.yml").write_text((DBT_PROJECT / "profiles.yml").read_text())
    (broken / "models" / "bad.sql").write_text("select * from {{ ref('nowhere') }}")
    monkeypatch.setattr(dbt_project, "DBT_PROJECT", broken)
    environment = Environment(tmp_path / "home", tmp_path / "loompin.toml", "1GB", 2, 8501)
    with pytest.raises(UserError, match="nowhere"):
        prepare_manifest(environment)
    assert Home(environment.home).root.exists()
