"""Topics of the demo company's events: they are found as planted, add up, and lead to their texts."""

from __future__ import annotations

from datetime import timedelta

import polars as pl
import pytest
from pages import words_of
from polars.testing import assert_frame_equal

from dagster_project.connectors.demo_company.planted_effects import planted
from dagster_project.themes.labelled_texts import labelled_texts
from dashboards import themes_queries
from dashboards.themes_topics import kappa_words, texts_of


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


def test_the_filters_of_the_page_on_themes_act_on_its_counts(open_page, demo_release):
    tenant, told = demo_release.sql(
        "select tenant_name, count(*) from reporting.customer_events where summary is not null "
        "and tenant_name is not null group by 1 order by 2 desc limit 1"
    ).row(0)
    app = open_page("themes", theme_tenants=tenant)
    assert not app.exception
    assert f"of {told} events with words" in words_of(app)
    assert "written for the taxonomy of the demo company" in words_of(app)
