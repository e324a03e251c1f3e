"""The rows behind a count are as many as the count says, for every count there is."""

from __future__ import annotations

from datetime import date

import pytest

from dagster_project.resources.errors import UserError
from dashboards.metric_rows import render_rows
from dashboards.metrics import MetricQuestion
from dashboards.reporting import open_release

FILTERS = [
    {},
    {"where": {"source": ["desk"], "priority": ["P1", "P2"]}},
    {"where": {"segment": ["Large"]}, "since": date(2026, 5, 20), "until": date(2026, 6, 12)},
    {"where": {"segment": ["it's none"]}},
]


@pytest.mark.parametrize("question", FILTERS)
def test_rows_are_as_many_as_the_count(question, shared_home):
    counted = set()
    with open_release(shared_home) as reader:
        for definition in reader.metrics.definitions():
            asked = MetricQuestion.of([definition.name], **question)
            try:
                rows = reader.sql(render_rows(reader.metrics, asked))
            except UserError:
                continue
            counted.add(definition.name)
            assert rows.height == (reader.ask(asked).item() or 0), definition.name
    assert {"cases_opened", "cases_reopened", "sla_decided", "sla_breached", "sla_open"} <= counted


@pytest.mark.parametrize("metric", ["sla_attainment", "mttr_median", "open_backlog", "no_such_metric"])
def test_what_counts_no_rows_has_none(metric, shared_home):
    with open_release(shared_home) as reader, pytest.raises(UserError, match="no rows behind it"):
        render_rows(reader.metrics, MetricQuestion.of([metric]))


def test_an_unknown_filter_is_told(shared_home):
    with open_release(shared_home) as reader, pytest.raises(UserError, match="cannot be filtered by 'colour'"):
        render_rows(reader.metrics, MetricQuestion.of(["cases_opened"], where={"colour": ["red"]}))


def test_a_rate_knows_what_it_is_a_share_of(shared_home):
    with open_release(shared_home) as reader:
        denominators = {d.name: d.denominator for d in reader.metrics.definitions() if d.denominator}
        names = {d.name for d in reader.metrics.definitions()}
    assert denominators["sla_attainment"] == "sla_decided"
    for rate in denominators:
        assert {f"{rate}_low", f"{rate}_high"} <= names, f"{rate} has no interval"
