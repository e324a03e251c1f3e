"""What metrics answer: over sources that end on different days, side by side, and within their intervals."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pytest

from dagster_project.resources.errors import UserError
from dashboards.metrics import MetricCatalog, MetricQuestion
from dashboards.reporting import open_release


@pytest.fixture(scope="module")
def catalog(manifests: Path) -> MetricCatalog:
    return MetricCatalog.of((manifests / "semantic_manifest.json").read_text())


@pytest.fixture
def warehouse():
    """An empty database under the name that the semantic layer's SQL knows."""
    with duckdb.connect() as connection:
        connection.execute("set TimeZone = 'UTC'")
        connection.execute("attach ':memory:' as warehouse; create schema warehouse.reporting")
        yield connection


@pytest.fixture
def backlog(warehouse, catalog):
    """Asks for the backlog of a desk that is open today, and of an old log that ended with 2025."""
    warehouse.execute(
        "create table warehouse.reporting.backlog_by_day as select * from (values "
        "('desk', 't', 's', 'P0', date '2026-06-29', 4), ('desk', 't', 's', 'P0', date '2026-06-30', 0), "
        "('desk', 't', 's', 'P1', date '2026-06-29', 1), ('desk', 't', 's', 'P1', date '2026-06-30', 2), "
        "('log', 'l', 's', 'P0', date '2025-12-30', 8), ('log', 'l', 's', 'P0', date '2025-12-31', 7)) "
        "as days (source, tenant_id, segment, priority, backlog_date, open_case_count)"
    )
    return lambda *by, **rest: sorted(
        warehouse.sql(catalog.render(MetricQuestion.of(["open_backlog"], by, **rest))).fetchall()
    )


def test_of_each_source_its_own_last_day_counts(backlog):
    assert backlog("source") == [("desk", 2), ("log", 7)]
    assert backlog() == [(9,)]


def test_a_group_without_an_open_case_on_the_last_day_counts_none(backlog):
    assert backlog("source", where={"priority": ["P0"]}) == [("desk", 0), ("log", 7)]


def test_a_day_is_the_day_itself(backlog):
    assert backlog(since=date(2026, 6, 29), until=date(2026, 6, 29)) == [(5,)]


def test_a_case_that_was_closed_without_a_resolution_is_resolved_but_not_behind_mttr(warehouse, catalog):
    warehouse.execute(
        "create table warehouse.reporting.cases (is_removed boolean, is_resolved boolean, resolved_at timestamptz, "
        "closed_at timestamptz, time_to_resolve_seconds bigint)"
    )
    closed, resolved = datetime(2026, 6, 2, 9, tzinfo=UTC), datetime(2026, 6, 1, 9, tzinfo=UTC)
    warehouse.executemany(
        "insert into warehouse.reporting.cases values (false, true, ?, ?, ?)",
        [[None, closed, None], [resolved, closed, 60]],
    )
    asked = MetricQuestion.of(["cases_resolved", "cases_timed_to_resolve"], ["metric_time__day"])
    days = {row[0].date(): row[1:] for row in warehouse.sql(catalog.render(asked)).fetchall() if row[0]}
    assert days == {date(2026, 6, 1): (1, 1), date(2026, 6, 2): (1, None)}


def test_metrics_of_cases_and_of_clocks_are_asked_side_by_side(shared_home):
    asked = ["cases_opened", "sla_decided"]
    with open_release(shared_home) as reader:
        both = reader.ask(MetricQuestion.of(asked, ["priority"], {"source": ["desk"]}, order=("-priority",), limit=2))
        assert both.columns == ["priority", *asked]
        assert both["priority"].to_list() == ["P3", "P2"]
        for metric in asked:
            alone = reader.ask(MetricQuestion.of([metric], ["priority"], {"source": ["desk"]}))
            numbers = dict(alone.iter_rows())
            assert both[metric].to_list() == [numbers[priority] for priority in both["priority"]]
        total = reader.ask(MetricQuestion.of(asked, where={"priority": ["P1"]}))
        assert total.columns == asked and total.height == 1
        with pytest.raises(UserError, match="cannot be grouped or filtered by 'channel'"):
            reader.ask(MetricQuestion.of(asked, ["channel"]))


def test_groups_have_the_names_they_were_asked_by(shared_home):
    with open_release(shared_home) as reader:
        plain = reader.ask(MetricQuestion.of(["cases_opened"], ["source", "metric_time__month"]))
        whole = reader.ask(MetricQuestion.of(["cases_opened"], ["support_case__source"]))
    assert plain.columns == ["source", "metric_time__month", "cases_opened"]
    assert whole.columns == ["support_case__source", "cases_opened"]


def wilson(sign: str, met: str, decided: str) -> str:
    """One end of the 95 % interval (Wilson 1927; z = 1.96), as every bound of a rate has to spell it."""
    return (
        f"({met} + 1.92075) / nullif({decided} + 3.8415, 0) {sign} 1.96 * sqrt({met} * ({decided} - {met}) * 1.0 / "
        f"nullif({decided}, 0) + 0.960375) / ({decided} + 3.8415)"
    )


SCORES = ("nps", "average_sentiment", "journey_csat")
"""Metrics with an interval that are no shares; test_voice.py and test_journeys.py compute theirs another way."""
BY_CUSTOMERS = ("leaving_rate", "foretold_leaving_rate")
"""Shares of looks, whose n is the customers that were looked at; test_accounts_health.py computes theirs by hand."""


def test_every_rate_has_the_one_interval_with_its_own_counts(catalog):
    """YAML knows no macros, so the formula stands in each bound; here it is held to one wording."""
    metrics = {metric["name"]: metric for metric in catalog.manifest["metrics"]}
    rates = {name: metric for name, metric in metrics.items() if metric["type"] == "ratio"}
    bounds = {name for name in metrics if name.endswith(("_low", "_high"))}
    assert bounds == {f"{rate}_{end}" for rate in {*rates, *SCORES, *BY_CUSTOMERS} for end in ("low", "high")}
    for rate, metric in rates.items():
        if rate in BY_CUSTOMERS:
            continue
        counts = [metric["type_params"][part]["name"] for part in ("numerator", "denominator")]
        for end, sign in (("low", "-"), ("high", "+")):
            bound = metrics[f"{rate}_{end}"]["type_params"]
            assert bound["expr"] == wilson(sign, *counts), f"{rate}_{end}"
            assert [each["name"] for each in bound["metrics"]] == counts


@pytest.mark.parametrize(
    ("met", "decided", "low", "high"),
    # Newcombe 1998, Statistics in Medicine 17, table I, method 3 (Wilson without continuity correction).
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_the_interval_is_wilsons(met, decided, low, high):
    computed = [duckdb.sql(f"select {wilson(sign, str(met), str(decided))}").fetchall()[0][0] for sign in "-+"]
    assert computed == pytest.approx([low, high], abs=6e-5)
