"""Knowledge and organisation of the demo company: what is planted is found, sums tie out, and the page shows it."""

from __future__ import annotations

import json
import re
from collections import Counter

import duckdb
import pytest
from dbt_builds import parsed_project
from pages import html_of
from streamlit.testing.v1 import AppTest

from dagster_project.connectors.demo_company.guidance import RUNBOOKS
from dagster_project.connectors.demo_company.planted_effects import planted
from dagster_project.connectors.demo_company.platform.knowledge.documents import EFFECT_OF_FAULT, PAGES, Fault
from dagster_project.connectors.demo_company.platform.knowledge.reports import STOPPED_REPORT
from dagster_project.connectors.demo_company.platform.organisation import BELOW_RING, ORPHANS, RING, WRONG_LEVELS
from dagster_project.resources.paths import DASHBOARD_APP
from dashboards.customer_health import BANDS
from dashboards.metrics import MetricQuestion
from dashboards.reporting import ReleaseReader

LAST_WITHOUT_FAULT = f"doc_{len(PAGES) + len(RUNBOOKS):04}"
"""Guides and runbooks come first, and have no fault but that some are not reviewed."""
STATES = {
    Fault.UNEMBEDDED: "not embedded", Fault.LOST_CHUNK: "chunks missing", Fault.STALE_MODEL: "old model",
    Fault.MIXED_MODELS: "mixed models", Fault.CHANGED: "changed since",
}  # fmt: skip


@pytest.fixture(scope="module")
def raw(demo_warehouse):
    with duckdb.connect(demo_warehouse.home / "warehouse.duckdb", read_only=True) as connection:
        yield connection


@pytest.fixture(scope="module")
def units(demo_release) -> dict[str, dict]:
    rows = demo_release.sql("select * from reporting.org_units").iter_rows(named=True)
    return {row["unit_name"]: row for row in rows}


def test_each_planted_fault_of_documents_is_found_in_its_share_and_none_beside(demo_release):
    states = dict(
        demo_release.sql(
            "select embedding_state, count(*) from reporting.documents "
            f"where needs_embedding and document_id > '{LAST_WITHOUT_FAULT}' group by all"
        ).iter_rows()
    )
    total = sum(states.values())
    for fault, effect in EFFECT_OF_FAULT.items():
        assert abs(states.pop(STATES[fault]) - planted(effect).size * total) <= 2, effect
    assert list(states) == ["ready"]


def test_the_old_model_is_told_from_the_current_one(demo_release):
    models = demo_release.sql("select model_version, is_current, chunk_share from reporting.embedding_models").rows()
    assert {(name, current) for name, current, _ in models} == {("text-embedding-4", True), ("text-embedding-3", False)}
    assert abs(sum(share for *_, share in models) - 1) < 1e-9


def test_archived_documents_left_among_the_chunks_are_found(demo_release, raw):
    left = demo_release.sql("select count(*) from reporting.documents where embedding_state = 'still embedded'").item()
    by_hand = raw.execute(
        "select count(*) from raw_platform.documents where status = 'archived' "
        "and id in (select document_id from raw_platform.knowledge_embeddings)"
    ).fetchone()[0]
    assert left == by_hand > 0


def test_guides_that_people_rely_on_and_nobody_reviews_are_found(demo_release):
    guides = demo_release.sql(
        "select days_since_review from reporting.documents where is_review_overdue and macro_count > 0"
    )["days_since_review"]
    planted_guides = planted("unreviewed_guides")
    assert guides.len() == planted_guides.size
    assert (guides - planted_guides.starts_days_before).abs().max() <= 1


def test_coverage_is_embedded_of_those_to_embed(demo_release):
    answer = demo_release.ask(
        MetricQuestion.of(
            ["embedding_coverage", "embedding_coverage_low", "embedding_coverage_high", "documents_to_embed"], ()
        )
    ).row(0, named=True)
    without, total = demo_release.sql(
        "select count(*) filter (where chunk_count = 0), count(*) from reporting.documents where needs_embedding"
    ).row(0)
    assert answer["documents_to_embed"] == total
    assert abs(answer["embedding_coverage"] - (1 - without / total)) < 1e-9
    assert answer["embedding_coverage_low"] < answer["embedding_coverage"] < answer["embedding_coverage_high"]


def test_files_without_a_reference_and_references_without_a_file_are_as_planted(demo_release, raw):
    unclaimed = demo_release.sql(
        "select bool_and(bucket_path like '%://l-uploads/%') from reporting.stored_files where is_unreferenced"
    ).item()
    assert unclaimed
    uploads, files = raw.execute(
        "select count(*) filter (where bucket_path like '%l-uploads%'), count(*) from raw_platform.omni_files"
    ).fetchone()
    found = demo_release.sql("select count(*) from reporting.stored_files where is_unreferenced").item()
    assert found == uploads
    flawed = demo_release.sql("select count(*) from reporting.stored_files where has_flaw").item()
    assert 0.5 < flawed / files / planted("mislabelled_files").size < 1.6
    missing = demo_release.sql("select referrer_type, referrer_id from reporting.missing_files").rows()
    by_hand = raw.execute(
        "select id from raw_platform.documents "
        "where bucket_path not in (select bucket_path from raw_platform.omni_files)"
    ).fetchall()
    assert sorted(missing) == sorted(("document", name) for (name,) in by_hand)
    assert missing


def test_the_stopped_report_is_the_only_one_overdue(demo_release):
    overdue = demo_release.sql(
        "select report_type, usual_days, days_since_last from reporting.report_types where is_overdue"
    )
    ((name, usual, since),) = overdue.rows()
    assert name == STOPPED_REPORT
    assert abs(usual - planted("stopped_report").size) < 0.1
    assert abs(since - planted("stopped_report").starts_days_before) <= 1


def test_runs_add_up_to_the_reports(demo_release, raw):
    runs, types = (
        demo_release.sql(f"select sum(report_count) from reporting.{table}").item()
        for table in ("report_runs", "report_types")
    )
    assert runs == types == raw.execute("select count(*) from raw_platform.reports").fetchone()[0]


def test_planted_draft_conflicts_are_found_and_copies_are_none(demo_release, raw):
    conflicts = demo_release.sql("select is_written_further from reporting.mobile_draft_conflicts")[
        "is_written_further"
    ]
    drafts = raw.execute("select count(distinct (user_id, draft_key)) from raw_platform.mobile_drafts").fetchone()[0]
    assert conflicts.len() == round(planted("draft_conflicts").size * drafts)
    assert abs(conflicts.sum() - conflicts.len() / 2) <= 1


def test_no_text_of_a_draft_is_published(demo_release):
    columns = demo_release.sql("select * from reporting.mobile_draft_conflicts limit 0").columns
    assert not {"draft_text", "content_json"} & set(columns)


def test_the_collapse_is_the_largest_change_of_all_twins(demo_release):
    largest = demo_release.sql(
        "select attribute, change from reporting.twin_changes where is_big_change order by times_usual desc"
    ).row(0, named=True)
    assert largest["attribute"] == "health"
    assert largest["change"] == planted("health_collapse").size


def test_twins_that_drifted_from_their_customers_are_told(demo_release):
    twins = demo_release.sql("select health_difference from reporting.twin_states where twin_health is not null")
    apart = twins["health_difference"].abs() > 0
    assert apart.sum() == round(planted("twin_drift").size * twins.height)
    told = demo_release.sql(
        "select differing_count from reporting.reconciliations where measure = 'twin_history.health'"
    ).item()
    assert told == apart.sum()


def test_sizes_that_files_belie_are_told(demo_release):
    differing = demo_release.sql(
        "select differing_count from reporting.reconciliations where measure = 'documents.size'"
    ).item()
    # One of them may have lost its file.
    assert 0 < differing <= planted("resized_files").size


def test_the_ring_is_found_and_nothing_hangs(units):
    assert {name for name, unit in units.items() if unit["standing"] == "in a ring"} == set(RING)
    assert units[BELOW_RING]["standing"] == "below a ring"
    assert {name for name, unit in units.items() if unit["standing"] == "parent missing"} == set(ORPHANS)
    assert all(units[name]["user_count"] == 2 for name in RING)


def test_levels_that_are_wrong_are_told(demo_release, units):
    wrong = {name for name, unit in units.items() if unit["is_placed"] and unit["depth"] != unit["reported_level"]}
    assert wrong == set(WRONG_LEVELS)
    told = demo_release.sql(
        "select differing_count from reporting.reconciliations where measure = 'org_units.level'"
    ).item()
    assert told == len(WRONG_LEVELS)


def test_a_unit_holds_what_all_below_it_hold_each_once(units, raw):
    """Counted again in Python, level by level, from the raw rows."""
    parent = dict(raw.execute("select id, parent_id from raw_platform.org_units").fetchall())
    homes = raw.execute("select user_id, org_id from raw_platform.user_org_map where primary_access").fetchall()
    cases = Counter(
        owner
        for (owner,) in raw.execute(
            "select owner_id from marts.cases where owner_id is not null and not is_removed"
        ).fetchall()
    )
    people: dict[str, set[str]] = {unit: set() for unit in parent}
    for user, unit in homes:
        met = set()
        while unit in parent and unit not in met:
            met.add(unit)
            people[unit].add(user)
            unit = parent[unit]
    for unit in units.values():
        below = people[unit["unit_id"]]
        assert unit["user_count"] == len(below), unit["unit_name"]
        assert unit["case_count"] == sum(cases[user] for user in below), unit["unit_name"]
    top = units["Global HQ"]
    assert top["case_count"] > 0.9 * sum(cases.values())
    outside = sum(unit["own_case_count"] for unit in units.values() if not unit["is_placed"])
    assert top["case_count"] + outside == sum(cases.values())
    assert outside > 0


def test_people_without_one_primary_unit_are_as_many_as_planted(demo_release):
    problems = dict(
        demo_release.sql(
            "select problem, count(*) from reporting.org_problems where entity_type = 'user' group by all"
        ).iter_rows()
    )
    assert problems == {
        "no primary unit": planted("no_primary_unit").size, "no unit": planted("no_unit_at_all").size,
        "several primary units": planted("several_primary_units").size,
    }  # fmt: skip


def test_units_and_nodes_are_reconciled(demo_release):
    told = demo_release.sql("select problem from reporting.org_problems where entity_type = 'node'")["problem"]
    assert sorted(told) == ["no node", "no unit", "other name", "other parent"]


def test_bands_of_health_hold_every_customer_and_their_recent_cases_once(demo_release, raw):
    bands = dict(demo_release.ask(MetricQuestion.of(["customers"], ["health_band"])).iter_rows())
    by_hand = raw.execute(
        "select count(*) filter (health_score < 40), count(*) filter (health_score between 40 and 69), "
        "count(*) filter (health_score >= 70), count(*) filter (health_score is null) from raw_platform.customers"
    ).fetchone()
    assert tuple(bands[name] for name in BANDS) == by_hand
    asking, cases = demo_release.ask(MetricQuestion.of(["customers_asking", "customer_cases"], ())).row(0)
    recent = raw.execute(
        "select count(distinct customer_id), count(*) from marts.cases where customer_id is not null "
        "and not is_removed and opened_at >= timestamptz '2026-06-30 12:00:00+00' - interval 90 days"
    ).fetchone()
    assert (asking, cases) == recent


@pytest.fixture
def open_section(demo_warehouse, monkeypatch):
    monkeypatch.setenv("LOOMPIN_HOME", str(demo_warehouse.home))
    monkeypatch.delenv("LOOMPIN_CONFIG", raising=False)

    def open_it(section: str) -> AppTest:
        app = AppTest.from_file(str(DASHBOARD_APP), default_timeout=60)
        app.query_params["knowledge_section"] = section
        return app.switch_page("app_pages/knowledge.py").run()

    return open_it


# section, what its tables show
FINDINGS = [
    ("Documents", "chunks missing"), ("Files", "file is not there"), ("Reports and drafts", STOPPED_REPORT),
    ("Twins", "CHURN_ALRT"), ("Organisation", "in a ring"),
]  # fmt: skip


def test_the_page_shows_every_finding_and_reads_what_its_exposure_names(open_section, monkeypatch):
    nodes = json.loads((parsed_project() / "manifest.json").read_text())
    (exposure,) = [e for e in nodes["exposures"].values() if e["name"] == "knowledge_page"]
    declared = {nodes["nodes"][node]["alias"] for node in exposure["depends_on"]["nodes"]}
    read = {"source_freshness"}
    rows = ReleaseReader._rows

    def noting(reader, query, parameters):
        read.update(re.findall(r'"?reporting"?\."?(\w+)', query))
        return rows(reader, query, parameters)

    monkeypatch.setattr(ReleaseReader, "_rows", noting)
    for section, finding in FINDINGS:
        app = open_section(section)
        assert not app.exception, section
        shown = " ".join(str(table.value.to_dict("list")) for table in app.dataframe)
        assert finding in shown, section
        cards = html_of(app)
        assert "Ready to be found" in cards
        assert STOPPED_REPORT in cards
    assert read == declared
