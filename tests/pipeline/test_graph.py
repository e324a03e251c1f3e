"""The graph as Dagster loads it: every step an asset with its checks, from source to release, once a day."""

from __future__ import annotations

from datetime import timedelta

import dagster as dg
import pytest

from dagster_project.resources import pipeline_run
from dagster_project.resources.paths import DBT_PROJECT
from data_contracts import all_contracts


@pytest.fixture(scope="module")
def defs(tmp_path_factory):
    """The code location, loaded as the server does, with a data folder of its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LOOMPIN_HOME", str(tmp_path_factory.mktemp("graph")))
        patch.delenv("DAGSTER_HOME", raising=False)
        from dagster_project.definitions import defs as loaded

        yield loaded


@pytest.fixture(scope="module")
def graph(defs):
    return defs.resolve_asset_graph()


def paths(keys) -> set[str]:
    return {"/".join(key.path) for key in keys}


def test_every_contract_is_an_asset_with_its_columns_and_its_check(graph):
    for contract in all_contracts():
        facts = contract.facts()
        key = dg.AssetKey(["raw", facts.source, facts.table])
        node = graph.get(key)
        columns = node.metadata["dagster/column_schema"].columns
        assert [column.name for column in columns] == list(contract.fields())
        assert "contract" in {check.name for check in graph.get_check_keys_for_assets({key})}
        assert node.group_name == f"raw_{facts.source}"


def test_lineage_leads_from_every_source_table_to_the_release(graph):
    release = dg.AssetKey(["published", "reporting"])
    upstream = {release}
    frontier = [release]
    while frontier:
        for parent in graph.get(frontier.pop()).parent_keys:
            if parent not in upstream:
                upstream.add(parent)
                frontier.append(parent)
    raw = {f"raw/{c.facts().source}/{c.facts().table}" for c in all_contracts()}
    assert raw <= paths(upstream)


def test_the_release_waits_for_everything_in_reporting(graph):
    parents = paths(graph.get(dg.AssetKey(["published", "reporting"])).parent_keys)
    written = {model.stem.removeprefix("reporting_") for model in (DBT_PROJECT / "models/reporting").rglob("*.sql")}
    assert len(written) > 20
    assert parents == {f"reporting/{name}" for name in written | {"metricflow_time_spine"}}


def test_groups_are_the_layers(graph):
    groups = {node.group_name for node in graph.asset_nodes}
    assert groups == {
        "raw_event_log", "raw_platform", "raw_support", "raw_zendesk_fivetran", "ingestion", "seeds", "staging",
        "intermediate", "marts", "reporting", "published", "exports",
    }  # fmt: skip


def test_nothing_is_without_a_description(graph):
    undescribed = [node.key.to_user_string() for node in graph.asset_nodes if not (node.description or "").strip()]
    assert undescribed == []


def test_the_warehouse_is_built_daily_and_exports_are_made_on_mondays(defs):
    schedules = {schedule.name: schedule for schedule in defs.schedules}
    for name, cron in (("daily_warehouse", "0 2 * * *"), ("weekly_backlogs", "0 3 * * 1")):
        assert (schedules[name].cron_schedule, schedules[name].execution_timezone) == (cron, "UTC")
        assert schedules[name].default_status == dg.DefaultScheduleStatus.RUNNING


def test_a_run_of_the_warehouse_sends_nothing(defs):
    for job in ("warehouse", "ingest", "build", "publish"):
        keys = defs.resolve_job_def(job).asset_layer.executable_asset_keys
        assert not [key for key in keys if key.path[0] == "exports"]
    assert paths(defs.resolve_job_def("backlogs").asset_layer.executable_asset_keys) == {"exports/backlogs"}


def test_every_step_is_tried_again(defs):
    job = defs.resolve_job_def("warehouse")
    assert [node.name for node in job.graph.nodes if not node.definition.retry_policy] == []


def test_what_a_contract_promises_is_watched_by_dagster(graph):
    """A table is to be loaded within its hours and those of a run, and a release to be published daily."""
    for contract in all_contracts():
        facts = contract.facts()
        policy = graph.get(dg.AssetKey(["raw", facts.source, facts.table])).freshness_policy
        assert (policy is None) == (facts.freshness_hours is None)
        if policy:
            assert policy.fail_window.to_timedelta() == timedelta(hours=facts.freshness_hours + 2)
    release = graph.get(dg.AssetKey(["published", "reporting"]))
    assert release.freshness_policy.fail_window.to_timedelta() == timedelta(hours=26)


def test_checks_of_dbt_are_checks_of_the_assets(graph):
    checks = graph.get_check_keys_for_assets({dg.AssetKey(["reporting", "sla_clocks"])})
    assert any("unique_together" in check.name for check in checks)


@pytest.mark.parametrize(("job", "publishes"), [("warehouse", True), ("publish", True), ("ingest", False)])
def test_only_a_run_that_is_to_publish_says_how_the_last_release_went(defs, job, publishes, monkeypatch):
    """Whoever starts the job and with whatever settings: a run of a part says nothing of the release."""
    noted = []
    monkeypatch.setattr(pipeline_run, "note_attempt", lambda home, attempt: noted.append(attempt.status))
    monkeypatch.setattr(pipeline_run, "configured_sources", lambda *_: ())
    defs.resolve_job_def(job).execute_in_process(
        instance=dg.DagsterInstance.ephemeral(), raise_on_error=False, op_selection=None if job != "warehouse" else
        ["raw__platform__plans", "published__reporting"],
    )  # fmt: skip
    assert noted == (["running", "failed"] if publishes else [])
