"""Subjects that come up in the demo company's events, and the taxonomy that takes one in."""

from __future__ import annotations

import csv
import json

from pages import words_of

from dashboards import themes_queries
from dashboards.themes_emerging import emerging_texts
from dashboards.themes_scope import Scope


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


def test_the_page_on_themes_names_what_comes_up(open_page):
    app = open_page("themes")
    assert not app.exception
    assert "assistant" in words_of(app)


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
