"""What a viewer may see: their tenants only, and no personal data where they may not; whatever was cached before."""

from __future__ import annotations

import itertools

import pytest

from dagster_project.resources.errors import UserError
from dagster_project.resources.paths import Home
from dashboards import viewing
from dashboards.answers import Answers, Sight
from dashboards.metrics import MetricQuestion
from dashboards.reporting import MASK, Viewer, open_release

from .page_text import text_of
from .small_release import CASES_PER_SOURCE

EVERYONE = Viewer()
ACME = Viewer("ann", frozenset({"acme"}))
GLOBEX = Viewer("bob", frozenset({"globex"}))
NOBODY = Viewer("nemo", frozenset())
MASKED = Viewer("max", None, sees_personal_data=False)

TABLES_WITH_CASES = [
    "cases", "case_events", "sla_clocks", "sla_clock_segments", "illegal_state_transitions",
]  # fmt: skip


@pytest.mark.parametrize("table", TABLES_WITH_CASES)
def test_sql_sees_one_tenant(table, shared_home):
    query = f"select distinct source, case_id from reporting.{table} order by all"
    with open_release(shared_home) as reader:
        acme = "select source, case_id from reporting.cases where tenant_id = 'acme'"
        expected = reader.sql(f"select distinct source, case_id from ({query}) where (source, case_id) in ({acme})")
        assert expected.height < reader.sql(query).height or table == "illegal_state_transitions"
    with open_release(shared_home, ACME) as reader:
        assert reader.sql(query).rows() == sorted(expected.rows())
    with open_release(shared_home, NOBODY) as reader:
        assert reader.sql(query).is_empty()


@pytest.mark.parametrize("viewer", [ACME, MASKED])
@pytest.mark.parametrize(
    "query",
    [
        "select subject from published.reporting.cases",
        "with c as (from published.reporting.cases) select count(*) from c",
        "select (select max(subject) from published.reporting.cases)",
        "select * from reporting.cases where exists (from published.reporting.cases)",
        "summarize published.reporting.cases",
        "from query('select * from published.reporting.cases')",
        "from query_table('published.reporting.cases')",
        "from pragma_storage_info('published.reporting.cases')",
        "explain analyze select * from published.reporting.cases",
        "select * from duckdb_columns()",
    ],
)
def test_no_sql_reaches_behind_the_guard(query, viewer, shared_home):
    with open_release(shared_home, viewer) as reader, pytest.raises(UserError):
        reader.sql(query)


def test_plain_selects_are_open_to_a_restricted_viewer(shared_home):
    with open_release(shared_home, ACME) as reader:
        assert reader.sql("select count(*) from reporting.cases, unnest([1, 2])").item() == 60
        assert reader.sql("with c as (from warehouse.reporting.cases) select count(*) from c").item() == 30
        assert reader.sql("select count(*) from release.checks").item() == 2


def test_metrics_see_one_tenant(shared_home):
    question = MetricQuestion.of(["cases_opened", "cases_resolved"], ["tenant_id"])
    with open_release(shared_home, GLOBEX) as reader:
        assert reader.ask(question)["tenant_id"].to_list() == ["globex"]
        assert reader.ask(MetricQuestion.of(["sla_decided"])).item() < CASES_PER_SOURCE


def test_personal_data_is_masked(shared_home):
    with open_release(shared_home, MASKED) as reader:
        assert reader.sql("select distinct subject from reporting.cases").item() == MASK
        assert reader.sql("select distinct record from reporting.rejected_rows").item() == MASK


def test_a_refused_row_shows_its_content_to_no_single_tenant(shared_home):
    with open_release(shared_home, ACME) as reader:
        (row,) = reader.sql("select distinct record, record_key, found_value from reporting.rejected_rows").rows()
        assert row == (MASK, MASK, MASK)
        assert reader.sql("select count(*) from reporting.rejected_rows").item() == 2
        assert reader.sql("select found_value from reporting.rejected_row_reasons").item() == MASK


@pytest.mark.parametrize("order", itertools.permutations([EVERYONE, ACME, GLOBEX]))
def test_answers_are_cached_for_each_viewer(order, shared_home):
    seen = {}
    for viewer in (*order, *order):
        answers = Answers(Sight(shared_home.root, "20260630T120000000", viewer))
        rows = answers.sql("select distinct tenant_id from reporting.cases order by 1")["tenant_id"].to_list()
        count = answers.ask(["cases_opened"], where={"source": ["desk"]}).item()
        assert seen.setdefault(viewer, (rows, count)) == (rows, count)
    assert seen[ACME] == (["acme"], 30)
    assert seen[GLOBEX] == (["globex"], 30)
    assert seen[EVERYONE] == (["acme", "globex", "log"], 120 - CASES_PER_SOURCE)


def test_no_two_sights_have_the_same_key(tmp_path):
    tenants = [None, (), ("a",), ("b",), ("a", "b"), ("ab",), ("a,b",), ('a", "b',), ("astr:b",)]
    sights = [
        Sight(tmp_path / home, release, Viewer(name, None if t is None else frozenset(t), pii))
        for home in ("x", "y")
        for release in ("1", "2")
        for name in ("n", "m")
        for t in tenants
        for pii in (True, False)
    ]
    assert len({sight.key for sight in sights}) == len(sights)


def test_an_answer_of_one_release_is_not_that_of_another(manifests, home: Home):
    from .small_release import write_release

    for release_id in ("20260630T120000000", "20260701T120000000"):
        write_release(home, manifests, release_id)
        answers = Answers(Sight(home.root, release_id, EVERYONE))
        assert answers.sql("select release_id from release.info").item() == release_id
        assert answers.info.release_id == release_id


@pytest.mark.parametrize("page", ["overview", "sla", "case"])
def test_no_page_shows_another_tenant(page, published, open_page, monkeypatch):
    assert "Globex" in _all(open_page(page, period="All", group="all"))
    monkeypatch.setattr(viewing, "viewer_of_session", lambda: ACME)
    shown = _all(open_page(page, period="All", group="all"))
    assert "Acme" in shown
    assert "Globex" not in shown
    assert "globex" not in shown


def test_a_case_of_another_tenant_is_not_there(published, open_page, monkeypatch):
    monkeypatch.setattr(viewing, "viewer_of_session", lambda: ACME)
    assert "There is no case with" in text_of(open_page("case", source="desk", case_id="D-001"))


@pytest.mark.parametrize(
    ("page", "parameters"),
    [("case", {"source": "desk", "case_id": "D-004"}), ("overview", {}), ("sla", {}),
     ("data_health", {"section": "Rejected rows"})],
)  # fmt: skip
def test_no_page_shows_personal_data_to_one_who_may_not(page, parameters, published, open_page, monkeypatch):
    open_page(page, **parameters)
    monkeypatch.setattr(viewing, "viewer_of_session", lambda: MASKED)
    shown = _all(open_page(page, **parameters))
    assert MASK in shown
    assert "It is slow" not in shown
    assert "SECRET" not in shown


def _all(app) -> str:
    """The texts of a page and the content of its tables."""
    assert not app.exception
    return text_of(app) + "\n".join(frame.value.to_csv() for frame in app.dataframe)
