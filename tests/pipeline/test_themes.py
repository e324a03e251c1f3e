"""Sentiment and themes of the demo company: what is planted is found, shares add up, and the pages show it."""

from __future__ import annotations

import csv
import json
from datetime import timedelta

import duckdb
import numpy as np
import polars as pl
import pytest
from pages import open_page as open_any_page
from polars.testing import assert_frame_equal
from streamlit.testing.v1 import AppTest

from dagster_project.connectors.demo_company.planted_effects import planted
from dagster_project.resources.paths import Home
from dagster_project.sentiment.lexicon import tone
from dagster_project.sentiment.reweighting import reweighted
from dagster_project.themes.labelled_texts import labelled_texts
from dashboards import sentiment_queries, themes_queries
from dashboards.metric_rows import render_rows
from dashboards.metrics import MetricQuestion
from dashboards.themes_emerging import emerging_texts
from dashboards.themes_scope import Scope
from dashboards.themes_topics import kappa_words, texts_of


def test_events_without_a_tone_get_one_from_their_words_and_say_so(demo_release):
    events = demo_release.sql(
        "select summary, sentiment_score, sentiment_origin, given_sentiment_score from reporting.customer_events"
    )
    given = events.filter(pl.col("sentiment_origin") == "given")
    assert given["sentiment_score"].equals(given["given_sentiment_score"])
    computed = events.filter(pl.col("sentiment_origin") == "computed")
    assert 0.1 < computed.height / events.height < 1 - planted("sentiment_given").size + 0.1
    for row in computed.head(50).iter_rows(named=True):
        assert row["sentiment_score"] == tone(row["summary"])
    neither = events.filter(pl.col("sentiment_origin").is_null())
    assert neither["sentiment_score"].is_null().all()
    assert neither["summary"].is_null().all()


def test_agreement_is_that_of_the_published_events(demo_release):
    pairs = demo_release.sql(
        "select given_sentiment_score as given, computed_sentiment_score as computed from reporting.customer_events "
        "where given_sentiment_score is not null and computed_sentiment_score is not null"
    )
    (row,) = demo_release.sql("select * from reporting.sentiment_agreement where event_type = 'all'").to_dicts()
    assert row["event_count"] == pairs.height
    r = np.corrcoef(pairs["given"], pairs["computed"])[0, 1]
    assert row["correlation"] == pytest.approx(r)
    assert row["correlation_low"] == pytest.approx(np.tanh(np.arctanh(r) - 1.959964 / np.sqrt(pairs.height - 3)))
    assert row["mean_difference"] == pytest.approx((pairs["computed"] - pairs["given"]).mean())
    # Most words of the demo company fit their tone: an agreement that chance would not give.
    assert row["correlation_low"] > 0.4
    assert row["same_sign_rate_low"] > 0.7


def test_found_topics_agree_with_those_that_were_given_as_well_as_planted(demo_release):
    themes = demo_release.sql(
        "select * from reporting.themes where parent_topic_id is not null order by topic_id"
    ).to_dicts()  # fmt: skip
    assert len(themes) == 8
    given = sum(row["given_event_count"] for row in themes)
    both = sum(row["agreed_event_count"] for row in themes)
    # Of the assignments that are right nearly all are found again; those that are wrong are not.
    assert planted("topics_right").size - 0.06 < both / given < planted("topics_right").size + 0.02
    assert all(row["given_kappa"] > 0.7 for row in themes)
    assert all(row["found_precision_low"] < row["found_precision"] < row["found_precision_high"] for row in themes)
    assert all(row["labelled_count"] >= 20 for row in themes)


def test_matched_words_stand_in_the_text_at_their_place(demo_release):
    rows = demo_release.sql(
        "select t.*, e.summary from reporting.event_topics as t inner join reporting.customer_events as e "
        "using (source, event_id) where t.is_found"
    )
    assert rows.height > 1500
    assert set(rows["stage"]) == {"alias", "model"}
    for row in rows.iter_rows(named=True):
        assert row["matched_text"] == row["summary"][row["span_start"] : row["span_end"]] != ""
    lost = demo_release.sql("select count(*) from reporting.event_topics where not is_found and not is_given").item()
    assert lost == 0


def test_the_planted_subject_comes_up_and_alone(demo_release):
    (subject,) = demo_release.sql("select * from reporting.emerging_topics").to_dicts()
    assert "assistant" in subject["subject_name"]
    assert "assistant" in subject["example"].lower()
    assert subject["earlier_count"] == 0
    assert subject["recent_rate_low"] > subject["earlier_rate_high"]
    said = demo_release.sql(
        "select count(*) from reporting.customer_events where summary ilike '%assistant%' "
        "and event_type <> 'survey_response'"
    ).item()
    assert subject["recent_count"] == said


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


def words_of(app: AppTest) -> str:
    return "\n".join([*(block.value for block in app.markdown), *(str(block.proto.body) for block in app.get("html")),
                      *(caption.value for caption in app.caption)])  # fmt: skip


def test_the_usual_period_has_enough_answers(open_page):
    app = open_page("sentiment")
    assert app.segmented_control(key="grain").value == "month"


def test_a_week_below_the_floor_has_no_score(open_page):
    app = open_page("sentiment", grain="week")
    assert not app.exception
    assert "Not enough answers" in words_of(app)


def test_the_page_on_themes_names_what_comes_up(open_page):
    app = open_page("themes")
    assert not app.exception
    assert "assistant" in words_of(app)


def test_a_topic_leads_to_as_many_events_as_it_and_those_below_it_have(demo_release):
    themes = demo_release.sql("select * from reporting.themes where found_event_count + given_event_count > 0")
    assert themes.filter(pl.col("parent_topic_id").is_null()).height > 3
    for row in themes.iter_rows(named=True):
        behind = demo_release.sql(themes_queries.ROWS, (row["source"], [], [], None, row["topic_id"]))
        expected = {
            "found": row["found_event_count"], "by alias": row["alias_event_count"],
            "given": row["given_event_count"], "both": row["agreed_event_count"],
            "found or given": row["found_event_count"] + row["given_event_count"] - row["agreed_event_count"],
        }  # fmt: skip
        found = {state: texts_of(behind, state)["event_id"].n_unique() for state in expected}
        assert found == expected, row["topic_label"]


COUNTED = ["found_event_count", "alias_event_count", "given_event_count", "agreed_event_count", "told_count"]


def test_topics_of_all_events_are_the_published_ones(demo_release):
    (source,) = demo_release.sql("select distinct source from reporting.themes")["source"]
    asked = demo_release.sql(themes_queries.THEMES, [source, [], [], None]).sort("topic_id")
    published = demo_release.sql("select * from reporting.themes order by topic_id")
    columns = ["topic_id", *COUNTED, "given_kappa", "average_sentiment", "scored_count"]
    assert_frame_equal(asked.select(columns), published.select(columns))
    counts = demo_release.sql(themes_queries.COUNTS, [source, [], [], None]).row(0, named=True)
    totals = demo_release.sql("select * from reporting.theme_totals").row(0, named=True)
    assert counts == {name: totals[name] for name in counts}


def test_of_few_events_neither_tone_nor_agreement_is_told(demo_release):
    (source,) = demo_release.sql("select distinct source from reporting.themes")["source"]
    as_of = demo_release.sql("select max(occurred_on) from reporting.customer_events").item()
    tenants = demo_release.sql(themes_queries.TENANTS, [source])["tenant_name"].to_list()
    rows = pl.concat(
        demo_release.sql(themes_queries.THEMES, [source, [name], [], as_of - timedelta(days=days)])
        for name in tenants
        for days in (28, 365)
    )
    assert not rows.filter(pl.col("scored_count").is_between(1, 9)).is_empty()
    assert (rows["average_sentiment"].is_not_null() == (rows["scored_count"] >= 10)).all()
    words = kappa_words(rows)
    assert (words.filter(rows["told_count"] < 30) == "–").all()
    for told, value in zip(words, rows["given_kappa"], strict=True):
        assert told == "–" or told.startswith(f"{value:.2f}")


def test_topics_of_segments_add_up_and_stand_below_those_above_them(demo_release):
    (source,) = demo_release.sql("select distinct source from reporting.themes")["source"]
    segments = demo_release.sql(themes_queries.SEGMENTS, [source])["segment"].to_list()
    assert len(segments) > 1
    parts = [demo_release.sql(themes_queries.THEMES, [source, [], [name], None]) for name in segments]
    whole = demo_release.sql(themes_queries.THEMES, [source, [], segments, None])
    added = pl.concat(parts).group_by("topic_id").agg(pl.col(*COUNTED).sum()).sort("topic_id")
    assert added.equals(whole.select("topic_id", *COUNTED).sort("topic_id"))
    above: list[str] = []
    for row in whole.iter_rows(named=True):
        above = [*above[: row["level"] - 1], row["topic_label"]]
        assert row["parent_label"] == (above[-2] if row["level"] > 1 else None)


def test_precision_is_told_by_the_way_of_finding_and_leads_to_its_texts(demo_release):
    totals = demo_release.sql("select * from reporting.theme_totals").row(0, named=True)
    pairs = demo_release.sql(themes_queries.LABELLED, [totals["source"]])
    assert pairs["is_found"].sum() == totals["labelled_found_count"]
    assert pairs["is_labelled"].sum() == totals["labelled_count"]
    for stage in ("alias", "model"):
        found = pairs.filter(pl.col("stage") == stage)
        assert found.height == totals[f"labelled_{stage}_count"] > 0
        assert found["is_labelled"].mean() == pytest.approx(totals[f"{stage}_precision"])
        assert totals[f"{stage}_precision_low"] < totals[f"{stage}_precision"] < totals[f"{stage}_precision_high"]
    assert set(pairs["text_id"]) <= set(labelled_texts()["text_id"])


def test_a_subject_that_comes_up_leads_to_its_texts(demo_release):
    (subject,) = demo_release.sql("select * from reporting.emerging_topics").to_dicts()
    every = Scope(subject["source"], (), (), None)
    texts = emerging_texts(demo_release, every, subject, "28 days")
    assert texts.height == subject["recent_count"]
    assert emerging_texts(demo_release, every, subject, "before").height == subject["earlier_count"]
    assert subject["example"] in set(texts["summary"])


def test_what_comes_up_follows_the_filters_and_leads_to_as_many_texts(demo_release):
    (subject,) = demo_release.sql("select * from reporting.emerging_topics").to_dicts()
    source = subject["source"]
    of_all = emerging_texts(demo_release, Scope(source, (), (), None), subject, "28 days")
    by_tenant = dict(of_all.drop_nulls("tenant_name")["tenant_name"].value_counts().iter_rows())
    assert len(by_tenant) > 1
    for tenant, count in by_tenant.items():
        scope = Scope(source, (tenant,), (), None)
        (counted,) = demo_release.sql(themes_queries.EMERGING, scope.parameters).to_dicts()
        assert counted["recent_count"] == count <= counted["recent_total"] < subject["recent_total"]
        assert counted["recent_count_of_all"] == subject["recent_count"]
        texts = emerging_texts(demo_release, scope, subject, "28 days")
        assert texts.height == count and set(texts["tenant_name"]) == {tenant}
        assert counted["example"] in set(texts["summary"])


def test_the_filters_of_the_page_on_themes_act_on_its_counts(open_page, demo_release):
    tenant, told = demo_release.sql(
        "select tenant_name, count(*) from reporting.customer_events where summary is not null "
        "and tenant_name is not null group by 1 order by 2 desc limit 1"
    ).row(0)
    app = open_page("themes", theme_tenants=tenant)
    assert not app.exception
    assert f"of {told} events with words" in words_of(app)
    assert "written for the taxonomy of the demo company" in words_of(app)


def test_a_draft_is_shown_with_its_effect_and_published_for_the_next_run(demo_copy):
    draft = demo_copy.home / "taxonomy_draft.csv"
    assert demo_copy.loompin("taxonomy", "draft", draft).code == 0
    rows = list(csv.DictReader(draft.open()))
    with draft.open("w", newline="") as opened:
        writer = csv.DictWriter(opened, list(rows[0]))
        writer.writeheader()
        writer.writerows([*rows, {"topic_id": "own_1", "topic_label": "Assistant", "weight": 1, "aliases": ""}])
    publish = ("taxonomy", "publish", draft, "--author", "Ann", "--reason", "the assistant is new")
    # Nobody is there to say yes; and who only looks publishes nothing.
    for asked, code in ((demo_copy.loompin(*publish), 130), (demo_copy.loompin(*publish, "--dry-run"), 0)):
        assert asked.code == code
        assert "own_1" in asked.out
        assert not (demo_copy.home / "taxonomy.csv").exists()
    told = demo_copy.loompin(*publish, "--yes")
    assert told.code == 0, told.err
    assert told.out.index("would have none by the draft") < told.out.index("Version 1 written to")
    assert told.out.startswith("demo_company")
    *run, last = json.loads(demo_copy.loompin("taxonomy", "history", "--format", "json").out)
    assert [(row["version"], row["note"]) for row in run] == [(0, None)]
    assert (last["version"], last["author"], last["topic_count"]) == (1, "Ann", len(rows) + 1)
    assert "not yet run" in last["note"]
    total = demo_copy.loompin(
        "sql", "--format", "csv", "select labelled_found_count, labelled_count from reporting.theme_totals"
    ).out.split()[1]
    found, labelled = total.split(",")
    assert f"n {found}), recall" in told.out and f"n {labelled}), of" in told.out
    # A narrow terminal has a line per column.
    assert "new" in told.out.split("own_1")[1].split("tax_0")[0]
    assert "Version 1 written to" in told.out
    again = demo_copy.loompin("taxonomy", "publish", draft, "--author", "Ann", "--reason", "again", "--yes")
    assert again.code == 1
    assert "version 1 says" in again.err


def both_tones(release, **where: str) -> str:
    """The SQL of the events with a tone, of what is chosen."""
    asked = MetricQuestion.of(["scored_feedback"], (), {name: (value,) for name, value in where.items()})
    return render_rows(release.metrics, asked)


def test_agreement_of_tones_of_all_events_is_the_published_one(demo_release):
    asked = demo_release.sql(sentiment_queries.AGREEMENT.format(rows=both_tones(demo_release)))
    published = demo_release.sql("select * from reporting.sentiment_agreement")
    shared = [name for name in asked.columns if name in published.columns]
    assert {"event_count", "correlation_low", "mean_difference_high", "signed_count"} <= set(shared)
    key = ["source", "event_type"]
    assert_frame_equal(asked.select(shared).sort(key), published.select(shared).sort(key))
    rates = published.select(*key, rate=pl.col("same_sign_rate") * pl.col("signed_count")).sort(key)
    assert asked.sort(key)["same_sign_count"].to_list() == pytest.approx(rates["rate"].to_list())


def test_agreement_of_tones_follows_the_filters_and_leads_to_its_events(demo_release, open_page):
    tenant = demo_release.sql(
        "select tenant_name from reporting.customer_events where tenant_name is not null group by 1 "
        "order by count(*) desc limit 1"
    ).item()
    rows = both_tones(demo_release, tenant_name=tenant)
    counted = demo_release.sql(sentiment_queries.AGREEMENT.format(rows=rows))
    whole = demo_release.sql("select max(event_count) from reporting.sentiment_agreement").item()
    assert 0 < counted["event_count"].max() < whole
    for kind, n in counted.select("event_type", "event_count").iter_rows():
        assert demo_release.sql(sentiment_queries.BOTH_TONES.format(rows=rows), [kind]).height == n
    app = open_page("sentiment", tenants=tenant)
    assert not app.exception
    drawn = next(table.value for table in app.dataframe if "same_sign" in table.value.columns)
    assert drawn["event_count"].to_list() == counted["event_count"].to_list()
