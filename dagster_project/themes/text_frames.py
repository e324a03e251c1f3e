"""Topics of texts as tables for dbt: taxonomies and labelled texts come as rows, and go out as rows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator

import polars as pl

from dagster_project.sentiment.text_frames import known_rows
from dagster_project.themes.aliases import AliasBook
from dagster_project.themes.classifier import Labelled, TopicClassifier
from dagster_project.themes.embedding import MODEL
from dagster_project.themes.matching import match_labelled, match_texts
from dagster_project.themes.taxonomy import Taxonomy, Topic
from dagster_project.themes.words import keys_of

METHOD = f"1 {MODEL}"
"""Changes with every change of the method, so that no kept row is of another one."""

TEXT_TOPICS = {
    "source": pl.String, "text_key": pl.String, "topic_id": pl.String, "stage": pl.String, "score": pl.Float64,
    "span_start": pl.Int64, "span_end": pl.Int64, "fingerprint": pl.String,
}  # fmt: skip
"""Spans count characters from 0; the end is the first character after."""

LABELLED_TOPICS = {
    "source": pl.String, "text_id": pl.Int64, "topic_id": pl.String, "is_labelled": pl.Boolean, "stage": pl.String,
}  # fmt: skip
"""stage: how the topic was found; null where it was not."""


def read_taxonomy(rows: pl.DataFrame) -> Taxonomy:
    """From rows with topic_id, topic_label, parent_topic_id, weight and aliases, which | parts."""
    return Taxonomy.of(
        Topic(
            row["topic_id"], row["topic_label"], row["parent_topic_id"], float(row["weight"]),
            tuple(alias.strip() for alias in (row["aliases"] or "").split("|") if alias.strip()),
        )
        for row in rows.iter_rows(named=True)
    )  # fmt: skip


def read_labelled(rows: pl.DataFrame, taxonomy: Taxonomy) -> dict[int, Labelled]:
    """Labelled texts by id, from rows text_id, text, topic_label (empty: no topic), one per text and topic.

    A text whose labels are all unknown to the taxonomy says nothing about it, and is left out.
    """
    topics = taxonomy.by_label
    texts: dict[int, tuple[str, set[str], bool]] = {}
    for row in rows.sort("text_id").iter_rows(named=True):
        _, known, is_useful = texts.setdefault(row["text_id"], (row["text"], set(), False))
        topic = topics.get(keys_of(row["topic_label"])) if row["topic_label"] else None
        if topic:
            known.add(topic.topic_id)
        texts[row["text_id"]] = (row["text"], known, is_useful or not row["topic_label"] or topic is not None)
    return {key: Labelled(text, frozenset(known)) for key, (text, known, is_useful) in texts.items() if is_useful}


def topics_of_texts(
    texts: pl.DataFrame, topics: pl.DataFrame, labelled: pl.DataFrame, kept: Callable[[], pl.DataFrame]
) -> pl.DataFrame:
    """One row per source, text and topic (schema TEXT_TOPICS); one with an empty topic_id for a text about none.

    texts: source, text_key, summary. topics: the taxonomy in force, by source. kept: reads the table of the build
    before, whose rows hold as long as taxonomy, labelled texts and method are the same.
    """
    known = known_rows(kept, TEXT_TOPICS)
    parts = [pl.DataFrame(schema=TEXT_TOPICS)]
    for (source,), of_source in texts.group_by("source", maintain_order=True):
        taxonomy = read_taxonomy(topics.filter(pl.col("source") == source))
        examples = list(read_labelled(labelled, taxonomy).values())
        fingerprint = _fingerprint(taxonomy, examples)
        same = known.filter((pl.col("source") == source) & (pl.col("fingerprint") == fingerprint))
        parts.append(same.join(of_source.select("text_key"), on="text_key", how="semi"))
        new = of_source.join(same, on="text_key", how="anti").sort("text_key")
        if new.height:
            rows = _rows(new, taxonomy, examples)
            frame = pl.DataFrame(rows, schema=list(TEXT_TOPICS.items())[1:7], orient="row")
            parts.append(
                frame.with_columns(source=pl.lit(source), fingerprint=pl.lit(fingerprint)).select(list(TEXT_TOPICS))
            )
    return pl.concat(parts).sort("source", "text_key", "topic_id")


def _rows(texts: pl.DataFrame, taxonomy: Taxonomy, examples: list[Labelled]) -> Iterator[tuple]:
    said = texts["summary"].to_list()
    matches = match_texts(said, AliasBook(taxonomy), TopicClassifier(taxonomy, examples))
    for key, found in zip(texts["text_key"], matches, strict=True):
        if not found:
            yield (key, None, None, None, None, None)
        for match in found:
            yield (key, match.topic_id, match.stage, match.score, match.start, match.end)


def topics_of_labelled(topics: pl.DataFrame, labelled: pl.DataFrame) -> pl.DataFrame:
    """One row per source, labelled text and topic that it has or was found to have (schema LABELLED_TOPICS)."""
    rows = []
    for (source,), of_source in topics.group_by("source", maintain_order=True):
        taxonomy = read_taxonomy(of_source)
        examples = read_labelled(labelled, taxonomy)
        ids, texts = list(examples), list(examples.values())
        if not any(example.topic_ids for example in texts):
            continue
        for place, found in match_labelled(taxonomy, texts):
            stages = {match.topic_id: match.stage for match in found}
            rows += [
                (source, ids[place], topic, topic in texts[place].topic_ids, stages.get(topic))
                for topic in sorted(texts[place].topic_ids | set(stages))
            ]
    return pl.DataFrame(rows, schema=LABELLED_TOPICS, orient="row")


def _fingerprint(taxonomy: Taxonomy, examples: list[Labelled]) -> str:
    told = [METHOD, taxonomy.fingerprint(), *([e.text, *sorted(e.topic_ids)] for e in examples)]
    return hashlib.md5(json.dumps(told).encode(), usedforsecurity=False).hexdigest()
