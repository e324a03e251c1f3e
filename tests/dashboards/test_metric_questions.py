"""Metrics by name: every advertised name answers, and what cannot be answered is told in a sentence."""

from __future__ import annotations

import json

import pytest
from installation import Installation

from dagster_project.resources.errors import UserError
from dashboards.metrics import GRAINS, MetricCatalog, MetricQuestion
from dashboards.reporting import open_release


def test_every_advertised_dimension_answers(shared_home):
    with open_release(shared_home) as reader:
        asked = set()
        for definition in reader.metrics.definitions():
            short = {name.split("__", 1)[-1] for name in definition.dimensions} | set(definition.times)
            for name in short - asked:
                answer = reader.ask(MetricQuestion.of([definition.name], [name]))
                assert answer.columns[1:] == [definition.name], name
            asked |= short
    assert {"metric_time", "opened_at", "decided_at", "priority"} <= asked


@pytest.mark.parametrize("grain", GRAINS)
@pytest.mark.parametrize("time", ["metric_time", "resolved_at", "support_case__opened_at"])
def test_a_time_may_have_a_grain(shared_home, time, grain):
    with open_release(shared_home) as reader:
        periods = reader.ask(MetricQuestion.of(["cases_opened"], [f"{time}__{grain}"])).to_series(0).drop_nulls()
    assert periods.dt.truncate(
        {"day": "1d", "week": "1w", "month": "1mo", "quarter": "1q", "year": "1y"}[grain]
    ).equals(periods)


def test_a_time_and_its_month_may_be_asked_together(shared_home):
    with open_release(shared_home) as reader:
        answer = reader.ask(MetricQuestion.of(["cases_opened"], ["metric_time__month", "metric_time"]))
    months, days = answer["metric_time__month"], answer["metric_time"]
    assert days.dt.truncate("1mo").equals(months, check_names=False)
    assert days.n_unique() > months.n_unique()


def test_every_metric_answers(shared_home):
    with open_release(shared_home) as reader:
        for definition in reader.metrics.definitions():
            assert reader.ask(MetricQuestion.of([definition.name])).height == 1, definition.name


def test_a_measure_of_a_column_that_is_not_there_is_told(shared_home):
    with open_release(shared_home) as reader:
        document = json.loads(json.dumps(reader.metrics.manifest))
        model = next(m for m in document["semantic_models"] if any(x["name"] == "cases_opened" for x in m["measures"]))
        next(x for x in model["measures"] if x["name"] == "cases_opened")["expr"] = "opened_att"
        reader.metrics = MetricCatalog(json.dumps(document))
        with pytest.raises(UserError, match=r"The definition of cases_opened does not fit this release.*opened_att"):
            reader.ask(MetricQuestion.of(["cases_opened"]))


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--since", "2026-05-02", "--until", "2026-05-01"], "--since 2026-05-02 is after --until 2026-05-01"),
        (["--by", "priority__week"], "'priority' is no time, so it has no weeks"),
        (["--by", "opened_at__hour"], "Did you mean opened_at?"),
    ],
)
def test_a_question_that_makes_no_sense_is_told_once(shared_home, arguments, told):
    finished = Installation(shared_home.root).loompin("metrics", "query", "cases_opened", *arguments)
    assert finished.code == 1
    assert finished.err.count(told) == 1
    assert finished.out == ""


def test_a_value_that_no_row_has_is_noted(shared_home):
    loompin = Installation(shared_home.root).loompin
    finished = loompin("metrics", "query", "sla_attainment", "--where", "clock=resolutoin", "--format", "csv")
    assert "note: no row has clock 'resolutoin'; there are resolution" in finished.err
    known = loompin("metrics", "query", "sla_attainment", "--where", "clock=resolution", "--format", "csv")
    assert known.err == ""


def test_the_list_names_times_and_their_grains(shared_home):
    listed = Installation(shared_home.root).loompin("metrics", "list").out
    assert "by time: " in listed
    assert "metric_time, opened_at" in listed
    assert "as in metric_time__week: day, week, month, quarter, year" in listed


def test_tables_are_shown_once(shared_home):
    with open_release(shared_home) as reader:
        assert "cases" in reader.sql("show tables").to_series(0).to_list()
        names = reader.sql("show all tables;").select("schema", "name")
        assert names.is_unique().all()
        assert (
            reader.sql("select count(*) from cases").item() == reader.sql("select count(*) from reporting.cases").item()
        )
