"""The pages, run as Streamlit runs them, on a small release."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

import duckdb
import pytest
import streamlit as st
from pages import open_page
from streamlit.navigation.page import StreamlitPage
from streamlit.testing.v1 import AppTest

from dagster_project.publishing.release_files import Attempt, note_attempt, release_file
from dagster_project.resources.paths import Home
from dashboards import release_banner
from dashboards.reporting import ReleaseReader

from .page_text import row_count, text_of
from .small_release import AS_OF, write_release

PAGES = ["overview", "sla", "change", "what_if", "case", "data_health", "metrics", "method"]


LINKS = [
    ("overview", {"period": "All"}),
    ("overview", {"period": "30 days", "segments": "Large", "priorities": ["P1", "P2"]}),
    ("overview", {"rows": "Cases reopened"}),
    ("sla", {"clock": "Resolution", "group": "segment: Large", "outcome": "Breached"}),
    ("sla", {"period": "All"}),
    ("sla", {"clock": "Resolution", "risk_order": "ARR"}),
    ("change", {"clock": "Resolution", "earlier_from": "2026-W20", "later_to": "2026-W25"}),
    ("change", {"by": ["source", "tier"]}),
    ("method", {"part": "Definitions"}),
    ("method", {"part": "Proofs"}),
    ("case", {"source": "desk", "case_id": "D-004", "events": "true"}),
    ("case", {"source": "log", "case_id": "L-001"}),
    ("case", {"source": "desk", "case_id": "slow"}),
    ("case", {"source": "desk", "case_id": "no such case"}),
    ("data_health", {"section": "Batches"}),
    ("data_health", {"section": "Rejected rows"}),
    ("data_health", {"section": "Audit"}),
    ("data_health", {"section": "Illegal moves"}),
    ("data_health", {"section": "Policies and calendars"}),
    ("data_health", {"section": "Reconciliation"}),
    ("metrics", {"metric": "mttr_median", "by": "segment", "show": "Answer"}),
    ("metrics", {"part": "How the clocks count"}),
]


RULED_METRICS = ("open_backlog", "rejected_rows", "tables_late", "illegal_moves", "cases_opened", "sla_met")
"""Metrics that lead the page to the tables of its single answers."""


@dataclass
class Seen:
    """A page in all its views: what each shows, by its parameters, and the tables that all of them read."""

    views: dict[str, AppTest] = field(default_factory=dict)
    read: set[str] = field(default_factory=set)


@pytest.fixture(scope="module")
def seen(shared_home) -> Callable[[str], Seen]:
    """Opens every view of a page, once for all tests here."""

    @cache
    def see(page: str) -> Seen:
        found, rows = Seen(), ReleaseReader._rows

        def noting(reader, query, parameters):
            found.read.update(re.findall(r'"?reporting"?\."?(\w+)', query))
            return rows(reader, query, parameters)

        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("LOOMPIN_HOME", str(shared_home.root))
            patch.delenv("LOOMPIN_CONFIG", raising=False)
            patch.setattr(ReleaseReader, "_rows", noting)
            # What another page has asked already would not be read again.
            st.cache_data.clear()
            for parameters in [{}, *(parameters for of, parameters in LINKS if of == page)]:
                found.views[str(parameters)] = open_page(page, **parameters)
            for metric in RULED_METRICS if page == "metrics" else ():
                open_page(page, metric=metric, show="Answer")
        return found

    return see


@pytest.mark.parametrize("page", PAGES)
def test_every_page_runs(page, seen):
    app = seen(page).views["{}"]
    assert not app.exception
    assert "Release of <b>30 Jun 2026 12:05 UTC</b>" in text_of(app)
    assert "31 Mar 2025 18:00 UTC to 30 Jun 2026 12:00 UTC" in text_of(app)
    assert "1 of 3 tables late" in text_of(app)


@pytest.mark.parametrize(("page", "parameters"), LINKS)
def test_a_link_opens_its_view(page, parameters, seen):
    app = seen(page).views[str(parameters)]
    assert not app.exception
    assert not app.error
    for name, value in parameters.items():
        assert app.query_params[name] == value, f"{name} was dropped from the address"


def test_the_bare_address_leads_to_the_overview(published):
    from streamlit.testing.v1 import AppTest

    from dagster_project.resources.paths import DASHBOARD_APP

    app = AppTest.from_file(str(DASHBOARD_APP), default_timeout=30).run()
    assert not app.exception
    assert [title.value for title in app.title] == ["Overview"]


def test_choices_follow_to_the_next_page(published, open_page):
    app = open_page("overview", period="30 days", segments="Large")
    app.switch_page("app_pages/sla.py").run()
    assert app.query_params["period"] == "30 days"
    assert app.segmented_control(key="period").value == "30 days"
    assert app.multiselect(key="segments").value == ["Large"]


def test_a_filter_that_a_release_does_not_have_is_told(published, open_page):
    assert "left out: Medium" in text_of(open_page("overview", segments="Medium"))


def test_what_a_source_cannot_tell_is_called_not_measured(published, open_page):
    overview = text_of(open_page("overview", sources="log"))
    assert overview.count('lw-none">not measured') == 4
    assert "the source carries no event of kind public_reply" in overview
    assert "no survey about a case was answered" in overview
    assert "the source does not say who closed its cases" in overview
    sla = text_of(open_page("sla", sources="log", clock="First response"))
    assert "First response: not measured." in sla
    assert "On time by week" not in sla
    case = text_of(open_page("case", source="log", case_id="L-001"))
    assert "First response: not measured." in case


def test_an_export_is_looked_at_as_of_its_end(published, open_page):
    assert "1 Jan – 31 Mar 2025" in text_of(open_page("overview", sources="log"))
    both = text_of(open_page("overview"))
    assert "log ends on 31 Mar 2025, before the chosen period" in both


def test_the_thin_end_of_an_export_is_told(manifests, home, open_page):
    release_id = write_release(home, manifests)
    with duckdb.connect(str(release_file(home, release_id))) as connection:
        connection.execute(
            "update reporting.cases set opened_at = opened_at - interval 400 days "
            "where source = 'log' and case_id < 'L-059'"
        )
    told = "Only 1 of 60 cases were opened in these days"
    assert told in text_of(open_page("overview", sources="log"))
    assert told not in text_of(open_page("overview", sources="log", period="All"))
    assert "far fewer than before" not in text_of(open_page("overview", sources="desk"))


def test_few_cases_are_marked(published, open_page):
    chip = '<span class="lw-chip">few cases</span>'
    assert text_of(open_page("overview", sources="desk")).count(chip) == 1, "only CSAT has fewer than 30"
    assert text_of(open_page("overview", sources="desk", priorities="P1")).count(chip) == 9, (
        "MTTA too says how many cases it is of"
    )


@pytest.mark.parametrize("page", PAGES)
def test_without_a_release_every_page_says_what_to_do(page, home, open_page):
    app = open_page(page)
    assert not app.exception
    assert "Nothing has been published yet" in text_of(app)
    assert "loompin run" in text_of(app)


@pytest.mark.parametrize("page", PAGES)
def test_a_failed_run_is_told_on_every_page(page, shared_home, home, open_page):
    shutil.copytree(shared_home.releases, home.releases)
    note_attempt(home, Attempt("2026-07-01T01:00:00+00:00", "failed", None, "a step of the run failed"))
    (warning,) = open_page(page).warning
    assert warning.value == (
        "The last run (1 Jul 2026 01:00 UTC) did not publish: a step of the run failed. "
        "You see the release of 30 Jun 2026 12:05 UTC."
    )


def test_a_new_release_appears_on_the_next_rerun(manifests, home, open_page):
    write_release(home, manifests, "20260630T120000000")
    app = open_page("data_health")
    write_release(home, manifests, "20260701T120000000")
    app.run()
    assert "20260701T120000000" in text_of(app)


def test_an_older_release_is_shown_to_a_link_that_asks_for_it(manifests, home, open_page):
    write_release(home, manifests, "20260630T120000000")
    write_release(home, manifests, "20260701T120000000")
    app = open_page("data_health", release="20260630T120000000")
    assert "20260630T120000000" in text_of(app)
    assert "An older release" in app.info[0].value
    gone = open_page("data_health", release="20200101T000000000")
    assert "no longer kept" in gone.warning[0].value


@pytest.mark.parametrize(
    ("group", "outcome", "number"),
    [
        ("all", "Decided", 60),
        ("all", "Breached", 15),
        ("priority: P1", "Met", 15),
        ("segment: Large", "Breached", 15),
        ("sla_tier: Standard", "Decided", 60),
        ("week of: 8 Jun 2026", "Decided", 7),
    ],
)
def test_a_drill_shows_as_many_rows_as_the_number_says(group, outcome, number, published, open_page):
    app = open_page("sla", clock="First response", group=group, outcome=outcome, sources="desk")
    assert app.selectbox(key="group").value == group
    assert any(f"Promises {outcome.lower()}: **{number}**" in caption.value for caption in app.caption)
    assert row_count(app)[-1] == f"{number} rows"
    assert len(app.dataframe[-1].value) == number


def test_a_metric_list_tells_its_rows(published, open_page):
    app = open_page("overview", rows="Cases resolved", sources="desk")
    assert row_count(app) == ["48 cases"]
    assert len(app.dataframe[-1].value) == 48


def test_as_of_is_that_of_the_newest_source(published, open_page):
    assert f"2 Apr – {AS_OF.day} Jun 2026" in text_of(open_page("overview"))


def test_a_home_is_read_only_where_it_is_named(published: Home, open_page):
    before = {file: file.stat().st_mtime_ns for file in published.root.rglob("*")}
    open_page("overview")
    assert {file: file.stat().st_mtime_ns for file in published.root.rglob("*")} == before


def test_an_older_release_without_a_table_is_told_in_words(manifests, home, open_page):
    write_release(home, manifests, "20260630T120000000")
    with duckdb.connect(str(release_file(home, "20260630T120000000"))) as connection:
        connection.execute("drop table reporting.illegal_state_transitions")
    write_release(home, manifests, "20260701T120000000")
    app = open_page("data_health", release="20260630T120000000")
    assert not app.exception
    assert "published by another version" in app.error[0].value


@pytest.mark.parametrize("page", PAGES)
def test_an_exposure_names_every_table_that_its_page_reads(page, manifests, seen):
    """Whatever view of the page is opened; what is declared and never read is not declared either."""
    nodes = json.loads((manifests / "manifest.json").read_text())
    (exposure,) = [e for e in nodes["exposures"].values() if e["name"] == f"{page}_page"]
    declared = {nodes["nodes"][node]["alias"] for node in exposure["depends_on"]["nodes"]}
    looked = seen(page)
    assert not any(app.exception for app in looked.views.values())
    assert looked.read == declared


@pytest.mark.parametrize("page", ["case", "opportunities"])
def test_a_page_is_drawn_before_the_line_asks_how_fresh_the_sources_are(page, published, open_page, monkeypatch):
    """The first question for metrics takes seconds; no page that asks none waits for it, nor one that ends early."""
    told: list[str] = []
    run, ask = StreamlitPage.run, release_banner.freshness

    def run_and_tell(self: StreamlitPage) -> None:
        try:
            run(self)
        finally:
            told.append("page")

    monkeypatch.setattr(StreamlitPage, "run", run_and_tell)
    monkeypatch.setattr(release_banner, "freshness", lambda answers: (told.append("line"), ask(answers))[1])
    app = open_page(page)
    assert not app.exception
    assert told == ["page", "line"]
    assert "1 of 3 tables late" in text_of(app)
