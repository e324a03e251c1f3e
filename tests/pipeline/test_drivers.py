"""Drivers of the demo company: planted effects are found with sign and rank, and the page shows what is published."""

from __future__ import annotations

import json
import re
from datetime import timedelta

import numpy as np
import polars as pl
import pytest
import streamlit as st
from dbt_builds import parsed_project
from pages import html_of

from dagster_project.connectors.demo_company.planted_effects import planted
from dagster_project.connectors.demo_company.platform.taxonomy import LEAVES
from dagster_project.connectors.demo_company.product import THEMES
from dagster_project.drivers.analysis import Question, analyse
from dagster_project.drivers.cells import Cells, Predictor
from dagster_project.drivers.moments import moments_of_rows
from dagster_project.drivers.result import DriverAnalysis
from dagster_project.drivers.tables import first_week
from dashboards import drivers_queries
from dashboards.interval_words import with_interval
from dashboards.reporting import ReleaseReader

SOURCE = "demo_company"
OF_THEME = {LEAVES[theme][0]: planted(f"product_score_{theme}").size for theme in THEMES}
"""Label of a topic → points that it moves a product score by."""


def cells_of(release: ReleaseReader, outcome: str) -> Cells:
    predictors = release.sql(drivers_queries.PREDICTORS, [SOURCE, outcome]).drop("slot")
    return Cells(
        release.sql(drivers_queries.MOMENTS, [SOURCE, outcome]), [Predictor(*row) for row in predictors.iter_rows()]
    )


def analysed(release: ReleaseReader, outcome: str) -> DriverAnalysis:
    """All answers, predictors under their labels, those that few answers name too."""
    cells = cells_of(release, outcome)
    labels = [predictor.label for predictor in cells.predictors]
    counted, control = cells.grouped(cells.places())
    return analyse(counted, Question(labels, [True] * len(labels), draws=400, lmg_draws=0), control)


@pytest.fixture(scope="module")
def product(demo_release) -> DriverAnalysis:
    return analysed(demo_release, "product_csat")


def test_topics_that_move_the_product_score_are_found_with_sign_and_rank(product):
    assert {driver.name for driver in product.drivers} == set(OF_THEME)
    effects = {driver.name: driver.effect for driver in product.drivers}
    for label, points in OF_THEME.items():
        assert effects[label].value * points > 0, label
        if abs(points) >= 0.3:
            assert effects[label].is_clear_of_zero, label
    for one, points in OF_THEME.items():
        for other, fewer in OF_THEME.items():
            # Scores are rounded and held within 1 to 5, and some topics are assigned wrongly: close ones may change.
            if abs(points) - abs(fewer) > 0.25:
                assert abs(effects[one].value) > abs(effects[other].value), (one, other)
    largest = sorted(OF_THEME, key=lambda label: -abs(OF_THEME[label]))[:3]
    assert [driver.name for driver in product.drivers[:3]] == largest
    assert all(driver.status == "driver" for driver in product.drivers[:3])


def test_topics_move_the_tone_in_the_same_order(demo_release):
    tone = analysed(demo_release, "sentiment")
    largest = sorted(OF_THEME, key=lambda label: -abs(OF_THEME[label]))[:3]
    assert [driver.name for driver in tone.drivers[:3]] == largest
    assert all(driver.effect.high < 0 for driver in tone.drivers[:3])


@pytest.mark.parametrize(("outcome", "effect"), [("support_csat", "score_reopened"), ("nps", "nps_reopened")])
def test_a_reopening_goes_with_lower_scores(demo_release, outcome, effect):
    reopened = analysed(demo_release, outcome).driver("Reopened")
    assert reopened.rank == 1
    assert reopened.effect.low < planted(effect).size < reopened.effect.high < 0


def test_setbacks_of_cases_go_with_lower_support_scores(demo_release):
    support = analysed(demo_release, "support_csat")
    for label in ("A promise was broken", "Waited on the customer", "Handed over", "Reopened"):
        assert support.driver(label).effect.value < 0, label


@pytest.mark.parametrize("outcome", ["product_csat", "support_csat", "sentiment", "nps"])
def test_published_moments_are_those_of_the_answers(demo_release, outcome):
    answers = demo_release.sql(
        "select outcome_value, predictor_mask from reporting.driver_answers where outcome = $1", [outcome]
    )
    slots = len(cells_of(demo_release, outcome).predictors)
    bits = (answers["predictor_mask"].to_numpy()[:, None] >> np.arange(slots)) & 1
    values = np.column_stack([answers["outcome_value"].to_numpy(), bits]).astype(float)
    by_hand = moments_of_rows(values, np.zeros(len(values), dtype=int), 1)[0]
    cells = cells_of(demo_release, outcome)
    assert cells.grouped(cells.places())[0].sum(axis=(0, 1)) == pytest.approx(by_hand)


def test_published_drivers_keep_to_the_floors_and_add_up(demo_release):
    rows = demo_release.sql("select * from reporting.experience_drivers")
    assert set(rows["scope"]) == {"all", "segment", "tenant"}
    few = rows.filter((pl.col("n") < 100) | (pl.col("mentions") < 30))
    assert set(few["status"]) <= {"below_floor", "constant"}
    assert few["weight"].null_count() == few.height > 0
    sums = rows.filter(pl.col("n") >= 100).group_by("outcome", "scope", "tenant_id", "segment").agg(
        pl.col("weight").sum(), pl.col("lmg").sum(), pl.col("r_squared").first()
    )  # fmt: skip
    unweighed = rows.filter(pl.col("weight").is_null().all().over("outcome", "scope", "tenant_id", "segment"))
    told = ("r_squared", "r_squared_low", "r_squared_high", "adjusted_r_squared")
    assert all(unweighed[name].null_count() == unweighed.height > 0 for name in told)
    assert sums["weight"].to_numpy() == pytest.approx(sums["r_squared"].fill_null(0).to_numpy(), abs=1e-12)
    assert sums["lmg"].to_numpy() == pytest.approx(sums["r_squared"].fill_null(0).to_numpy(), abs=1e-9)


def test_history_holds_weeks_that_are_over_and_judges_by_interval(demo_release):
    rows = demo_release.sql("select * from reporting.driver_history where scope = 'all' and outcome = 'product_csat'")
    assert rows["week_start"].dt.weekday().unique().to_list() == [1]
    assert rows["week_start"].max() + timedelta(days=7) <= demo_release.info.as_of.date()
    judged = rows.filter(pl.col("trend") != "unknown")
    assert judged.height > 0
    expected = (
        pl.when(pl.col("change_high") < 0).then(pl.lit("worsening"))
        .when(pl.col("change_low") > 0).then(pl.lit("improving")).otherwise(pl.lit("stable"))
    )  # fmt: skip
    assert judged.select((expected == pl.col("trend")).all()).item()
    late = rows.filter(pl.col("label") == "Late data")
    assert late["impact_high"].max() < 0


def test_the_page_shows_what_is_published_and_reads_what_its_exposure_says(open_page, demo_release, monkeypatch):
    read = set()
    st.cache_data.clear()
    st.cache_resource.clear()
    ask = ReleaseReader._rows

    def noting(reader, query, parameters):
        read.update(re.findall(r'"?reporting"?\."?(\w+)', query))
        return ask(reader, query, parameters)

    monkeypatch.setattr(ReleaseReader, "_rows", noting)
    app = open_page("drivers", behind="Late data")
    assert not app.exception
    figures, behind = (app.dataframe[place].value for place in (0, -1))
    published = demo_release.sql(
        "select label, weight, weight_low, weight_high, mentions from reporting.experience_drivers "
        "where outcome = 'product_csat' and scope = 'all' order by rank"
    )
    assert figures["label"].to_list() == published["label"].to_list()
    assert figures["weight_words"].to_list() == published.select(with_interval("weight", ".3f")).to_series().to_list()
    named = published.filter(pl.col("label") == "Late data")["mentions"].item()
    assert behind.shape[0] == named
    nodes = json.loads((parsed_project() / "manifest.json").read_text())
    (exposure,) = [e for e in nodes["exposures"].values() if e["name"] == "drivers_page"]
    declared = {nodes["nodes"][node]["alias"] for node in exposure["depends_on"]["nodes"]}
    assert read - {"metricflow_time_spine"} == declared


def test_filters_act_on_figures_history_and_answers(open_page, demo_release):
    app = open_page("drivers", weeks="All", driver_segments="Enterprise")
    assert not app.exception
    answers = demo_release.sql(
        "select count(*) from reporting.driver_answers where outcome = 'product_csat' and segment = 'Enterprise'"
    ).item()
    assert any(f"n {answers}" in element.proto.body for element in app.get("html"))
    assert set(app.dataframe[-1].value["segment"]) == {"Enterprise"}
    assert any(caption.value.startswith(f"{answers} answers") for caption in app.caption)


def test_too_few_answers_are_told_kindly_and_lead_to_the_answers(open_page, demo_release):
    app = open_page("drivers", weeks="13 weeks", driver_segments="Trial")
    assert not app.exception
    assert "no figures" in html_of(app)
    first = first_week(demo_release.info.as_of.date(), 13)
    answers = demo_release.sql(
        "select answer_id from reporting.driver_answers "
        "where outcome = 'product_csat' and segment = 'Trial' and week_start >= $1", [first]
    )  # fmt: skip
    assert 0 < answers.height < 100
    assert set(app.dataframe[0].value["answer_id"]) == set(answers["answer_id"])


def test_the_period_told_is_the_one_of_the_answers_counted(demo_release):
    """From the Monday that is published on, as many answers as n says."""
    for outcome in ("product_csat", "sentiment", "nps"):
        told = demo_release.sql(
            "select distinct period_start, n from reporting.experience_drivers where scope = 'all' and outcome = $1",
            [outcome],
        ).row(0, named=True)
        assert told["period_start"].weekday() == 0
        since = "select count(*) from reporting.driver_answers where outcome = $1 and occurred_at >= $2"
        assert demo_release.sql(since, [outcome, told["period_start"]]).item() == told["n"]


def test_predictors_that_are_called_alike_open_the_page_and_are_not_added_up(open_page, monkeypatch):
    alike = drivers_queries.PREDICTORS.replace("predictor_label as label", "'Alike' as label")
    assert alike != drivers_queries.PREDICTORS
    monkeypatch.setattr(drivers_queries, "PREDICTORS", alike)
    st.cache_resource.clear()
    st.cache_data.clear()
    app = open_page("drivers", behind="Alike", every_figure="Alike", driver="Alike")
    st.cache_resource.clear()
    st.cache_data.clear()
    assert not app.exception
    figures, behind = (app.dataframe[place].value for place in (0, -1))
    assert set(figures["label"]) == {"Alike"}
    assert behind.shape[0] in set(figures["mentions"])


def test_signs_that_turn_are_as_many_as_the_table_shows(open_page):
    app = open_page("drivers", weeks="All")
    shown = app.dataframe[0].value
    turned = shown[shown["sign_words"] != ""]["label"].to_list()
    card = re.search(r"Signs that turn</span>.*?lw-value[^>]*>(\d+)<", html_of(app))
    assert card and int(card[1]) == len(turned)


def test_every_figure_of_a_predictor_stands_with_its_n_and_method(open_page):
    app = open_page("drivers", every_figure="Late data")
    assert not app.exception
    told = app.dataframe[1].value
    assert {"Weight", "LMG", "Points", "Beta", "r"} <= set(told["figure"])
    given = told[told["figure"].isin(["Weight", "Points", "r"])]
    assert (given["n"] > 0).all() and (given["method"] != "").all() and given["interval"].str.contains(" to ").all()
