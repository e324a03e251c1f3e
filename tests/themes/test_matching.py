"""Both stages on texts whose topics are known, and the tables that are made of them."""

from __future__ import annotations

import polars as pl
import pytest

from dagster_project.connectors.demo_company.platform.taxonomy import LEAVES, topic_ids
from dagster_project.connectors.demo_company.product import THEMES
from dagster_project.connectors.demo_company.sayings import EMERGING, SAYINGS
from dagster_project.resources.paths import DBT_PROJECT
from dagster_project.themes.aliases import AliasBook
from dagster_project.themes.classifier import CAUTIOUS, TopicClassifier
from dagster_project.themes.matching import match_texts
from dagster_project.themes.text_frames import (
    TEXT_TOPICS,
    read_labelled,
    read_taxonomy,
    topics_of_labelled,
    topics_of_texts,
)

LABELLED = pl.read_csv(DBT_PROJECT / "seeds" / "labelled_texts.csv", schema_overrides={"text_id": pl.Int64})
TOPICS = pl.DataFrame(
    [
        ("demo", topic_id, LEAVES[theme][0], None, LEAVES[theme][2], "|".join(LEAVES[theme][3]))
        for topic_id, theme in zip(topic_ids(), THEMES, strict=True)
    ],
    schema=["source", "topic_id", "topic_label", "parent_topic_id", "weight", "aliases"],
    orient="row",
)


@pytest.fixture(scope="module")
def stages():
    taxonomy = read_taxonomy(TOPICS)
    return AliasBook(taxonomy), TopicClassifier(taxonomy, list(read_labelled(LABELLED, taxonomy).values()))


def found_in(stages, *texts: str) -> list[list]:
    return match_texts(list(texts), *stages)


def test_what_the_demo_company_says_is_about_what_it_was_said_about(stages):
    """The truth of the simulation: 72 sayings, nine about each theme; none of them is a labelled text."""
    told = [(text, theme) for theme in THEMES for tones in SAYINGS[theme] for text in tones]
    labels = dict(zip(THEMES, topic_ids(), strict=True))
    right = wrong = missed = 0
    for (_, theme), matches in zip(told, found_in(stages, *(text for text, _ in told)), strict=True):
        topics = {match.topic_id for match in matches}
        right += labels[theme] in topics
        missed += labels[theme] not in topics
        wrong += len(topics - {labels[theme]})
    assert right / (right + wrong) > 0.9
    assert right / (right + missed) > 0.85


def test_the_labelled_sample_is_measured_by_a_classifier_that_has_not_seen_it():
    rows = topics_of_labelled(TOPICS, LABELLED)
    found = rows.filter(pl.col("stage").is_not_null())
    precision, recall = found["is_labelled"].mean(), rows.filter("is_labelled")["stage"].is_not_null().mean()
    assert (precision, recall) > (0.75, 0.55)
    assert recall > 0.55
    of_model = found.filter(pl.col("stage") == "model")
    assert of_model.height > 40
    assert of_model["is_labelled"].mean() > 0.7
    labelled = LABELLED.filter(pl.col("topic_label").is_not_null())
    assert rows.filter("is_labelled").height == labelled.height


def test_a_text_that_names_a_topic_is_not_asked_further_and_sentences_are_asked_alone(stages):
    (named, near) = found_in(
        stages, "The invoice came. Everything crawls.", "Loading takes ages. The receipt is wrong. Meh."
    )
    assert {match.stage for match in named} == {"alias"}
    assert {match.stage for match in near} == {"model"}
    text = "Loading takes ages. The receipt is wrong. Meh."
    said = {match.topic_id: text[match.start : match.end] for match in near}
    assert said["tax_008"] == "The receipt is wrong."
    assert "Meh." not in said.values()


@pytest.mark.parametrize("text", ["", "...", "Thanks!", "We are very happy.", "日本語"])
def test_no_topic_is_an_outcome(stages, text):
    assert found_in(stages, text) == [[]]


def test_no_name_of_a_topic_stands_in_what_is_new(stages):
    assert not any(stages[0].spans(text) for tones in EMERGING for text in tones)


def test_few_labelled_texts_leave_the_cautious_margin():
    taxonomy = read_taxonomy(TOPICS)
    assert TopicClassifier(taxonomy, []).margin == CAUTIOUS


def test_labels_that_the_taxonomy_does_not_know_say_nothing():
    known = read_labelled(LABELLED, read_taxonomy(TOPICS.head(1)))
    assert all(example.topic_ids <= {"tax_006"} for example in known.values())
    of_topic = LABELLED.filter(pl.col("topic_label").is_null() | (pl.col("topic_label") == "Signing in"))
    assert set(known) == set(of_topic["text_id"])


def texts(*said: str) -> pl.DataFrame:
    return pl.DataFrame({"source": "demo", "text_key": list(said), "summary": list(said)})


def test_kept_rows_hold_until_the_taxonomy_changes():
    first = topics_of_texts(texts("an invoice", "meh"), TOPICS, LABELLED, lambda: pl.DataFrame(schema=TEXT_TOPICS))
    assert first.select("text_key", "topic_id").rows() == [("an invoice", "tax_008"), ("meh", None)]
    marked = first.with_columns(score=pl.lit(0.123))
    again = topics_of_texts(texts("an invoice", "an api"), TOPICS, LABELLED, lambda: marked)
    assert again.select("text_key", "score").rows() == [("an api", 0.8), ("an invoice", 0.123)]
    changed = TOPICS.with_columns(aliases=pl.col("aliases") + "|meh")
    anew = topics_of_texts(texts("an invoice"), changed, LABELLED, lambda: marked)
    assert anew["score"].to_list() == [0.8]
