"""Who of the demo company's customers answers surveys, what scores are worth, and the page on it."""

from __future__ import annotations

import duckdb
import polars as pl
import pytest
from pages import open_page as open_any_page
from pages import words_of

from dagster_project.connectors.demo_company.planted_effects import planted
from dagster_project.resources.paths import Home
from dagster_project.sentiment.reweighting import reweighted
from dashboards.metrics import MetricQuestion


def test_who_had_to_come_back_answers_more_as_planted_and_the_score_is_weighted_back(demo_release):
    groups = {
        row["group_name"]: row
        for row in demo_release.sql(
            "select * from reporting.response_bias where survey_kind = 'after_case' and attribute = 'reopening'"
        ).iter_rows(named=True)
    }
    again, once = groups["reopened"], groups["not reopened"]
    # Fifty who had to come back: their own interval is too wide to stand clear of that of the others.
    assert again["response_rate"] > once["response_rate_high"]
    assert again["response_rate_low"] < once["response_rate"] + planted("answered_reopened").size
    assert again["answered_share"] > again["asked_share"]
    (row,) = demo_release.sql(
        "select * from reporting.reweighted_scores where survey_kind = 'after_case' and attribute = 'reopening'"
    ).to_dicts()
    by_hand = again["asked_share"] * again["score"] + once["asked_share"] * once["score"]
    assert row["reweighted_score"] == pytest.approx(by_hand)
    assert row["reweighted_score"] > row["plain_score"]
    scores = demo_release.sql(
        "select csat_score >= 4 from reporting.cases where survey_sent_at is not null and csat_score is not null"
    ).to_series().cast(pl.Float64)  # fmt: skip
    margin = 1.959964 * scores.std() / len(scores) ** 0.5
    assert (row["plain_score"], row["plain_score_low"]) == pytest.approx((scores.mean(), scores.mean() - margin))


def test_shares_of_asked_and_of_answers_add_up(demo_release):
    sums = demo_release.sql(
        "select survey_kind, attribute, sum(asked_share) as asked, sum(answered_share) as answered "
        "from reporting.response_bias group by all"
    )
    assert sums.height == 10
    assert sums["asked"].to_numpy() == pytest.approx(1)
    assert sums["answered"].to_numpy() == pytest.approx(1)


def test_several_surveys_together_are_the_sum_of_each(demo_release):
    def rated(*surveys: str) -> int:
        asked = MetricQuestion.of(["rated_feedback"], (), {"survey_title": surveys})
        return demo_release.ask(asked).item()

    each = [rated("Support satisfaction"), rated("Product satisfaction")]
    assert min(each) > 100
    assert rated("Support satisfaction", "Product satisfaction") == sum(each)


def test_answers_after_cases_have_a_rate_and_a_score_of_their_own(demo_release):
    where = {"survey_kind": ("after_case",)}
    asked = MetricQuestion.of(
        ["survey_asked", "survey_asked_answered", "survey_response_rate", "case_survey_answers", "case_survey_csat"],
        (), where,
    )  # fmt: skip
    told = demo_release.ask(asked).row(0, named=True)
    sent, answered, satisfied = demo_release.sql(
        "select count(survey_sent_at), count(csat_score), count(*) filter (csat_score >= 4) from reporting.cases"
    ).row(0)
    assert (told["survey_asked"], told["survey_asked_answered"]) == (sent, answered)
    assert told["survey_response_rate"] == pytest.approx(answered / sent)
    assert (told["case_survey_answers"], told["case_survey_csat"]) == (answered, pytest.approx(satisfied / answered))


@pytest.mark.parametrize("kind", ["after_case", "recommendation"])
def test_a_page_weighs_answers_as_the_published_table_does(kind, demo_release):
    published = demo_release.sql("select * from reporting.reweighted_scores where survey_kind = $1", [kind])
    assert published.height >= 3
    for row in published.iter_rows(named=True):
        metrics = ["survey_asked", "survey_asked_answered", "survey_points", "survey_square_points"]
        asked = MetricQuestion.of(metrics, [row["attribute"]], {"survey_kind": (kind,)})
        groups = demo_release.ask(asked).drop_nulls(row["attribute"])
        groups.columns = ["group_name", "asked", "answered", "points", "squares"]
        found = reweighted(groups.with_columns(pl.col("points", "squares").fill_null(0)))
        assert (found.asked, found.answered) == (row["asked_count"], row["answered_count"])
        for name, estimate in (("plain", found.plain), ("reweighted", found.reweighted)):
            told = [row[f"{name}_score{end}"] for end in ("", "_low", "_high")]
            assert [estimate.value, estimate.low, estimate.high] == pytest.approx(told)
        assert found.largest_share_difference == pytest.approx(row["largest_share_difference"])


def test_the_filters_of_the_page_on_sentiment_act_on_who_answers(open_page, demo_release):
    asked, answered = demo_release.sql(
        "select count(*), count(*) filter (is_answered) from reporting.survey_questions "
        "where survey_kind = 'after_case' and segment = 'Startup' and asked_on > date '2026-06-30' - 365"
    ).row(0)
    app = open_page("sentiment", sentiment_segments="Startup", sentiment_period="365 days", asked_state="answered")
    assert not app.exception
    groups = next(table.value for table in app.dataframe if "share_difference" in table.value.columns)
    assert (groups["asked"].sum(), groups["answered"].sum()) == (asked, answered) != (0, 0)
    weighted = next(table.value for table in app.dataframe if "plain_low" in table.value.columns)
    assert set(weighted["asked"]) == {asked}
    behind = next(table.value for table in app.dataframe if "question_id" in table.value.columns)
    assert len(behind) == answered


def test_a_source_without_events_and_recommendations_has_a_page_on_sentiment(demo_copy, monkeypatch):
    monkeypatch.setenv("LOOMPIN_HOME", str(demo_copy.home))
    (release,) = Home(demo_copy.home).releases.glob("*.duckdb")
    with duckdb.connect(str(release)) as connection:
        connection.execute("delete from reporting.customer_events")
        connection.execute("delete from reporting.nps_answers")
        connection.execute("delete from reporting.sentiment_agreement")
        connection.execute("delete from reporting.survey_questions where survey_kind = 'recommendation'")
        asked, answered, satisfied = connection.execute(
            "select count(*), count(*) filter (is_answered), count(*) filter (points = 1) "
            "from reporting.survey_questions where survey_kind = 'after_case'"
        ).fetchone()
    app = open_any_page("sentiment")
    assert not app.exception
    assert f"{100 * satisfied / answered:.1f}" in words_of(app), "satisfied after a case"
    assert f"{100 * answered / asked:.1f}" in words_of(app), "answered after a case"


def test_the_usual_period_has_enough_answers(open_page):
    app = open_page("sentiment")
    assert app.segmented_control(key="grain").value == "month"


def test_a_week_below_the_floor_has_no_score(open_page):
    app = open_page("sentiment", grain="week")
    assert not app.exception
    assert "Not enough answers" in words_of(app)
