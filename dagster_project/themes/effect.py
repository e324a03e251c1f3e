"""What a change of the taxonomy would do to the assignments, before it is published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from dagster_project.themes.aliases import AliasBook
from dagster_project.themes.classifier import TopicClassifier
from dagster_project.themes.matching import match_labelled, match_texts
from dagster_project.themes.taxonomy import Taxonomy, Topic
from dagster_project.themes.text_frames import read_labelled

SCHEMA = {
    "topic_id": pl.String, "topic_label": pl.String, "change": pl.String, "itself_count": pl.Int64,
    "draft_itself_count": pl.Int64, "gained": pl.Int64, "lost": pl.Int64, "with_below_count": pl.Int64,
    "draft_with_below_count": pl.Int64,
}  # fmt: skip
"""itself_count: events in whose words the topic itself is found, now and by the draft, and how many it would gain and
lose. with_below_count: those that are about it or a topic below it, each once. n: events with words."""


@dataclass(frozen=True)
class Quality:
    """How well a taxonomy's topics are found in labelled texts: texts, and pairs of a text and a topic.

    found: pairs that were found; labelled: pairs that a person named; right: pairs that are both. Precision is right of
    found, recall right of labelled; each text is judged by a classifier that has not seen it (matching.match_labelled).
    """

    texts: int
    found: int
    labelled: int
    right: int


@dataclass(frozen=True)
class Effect:
    """topics: a row per topic of either taxonomy, schema SCHEMA. events: n. untold, draft_untold: without a topic.
    quality, draft_quality: on labelled texts; those of topics that a taxonomy does not have are no texts of it."""

    topics: pl.DataFrame
    events: int
    untold: int
    draft_untold: int
    quality: Quality
    draft_quality: Quality


def effect_of(texts: Sequence[str], labelled: pl.DataFrame, now: Taxonomy, draft: Taxonomy) -> Effect:
    """Both taxonomies on the same texts, with the same two stages that a run uses.

    texts: those of the events, equal ones as often as they were said. labelled: rows text_id, text, topic_label.
    """
    distinct = sorted(set(texts))
    places = {text: place for place, text in enumerate(distinct)}
    weights = [0] * len(distinct)
    for text in texts:
        weights[places[text]] += 1
    before, after = (_found(distinct, labelled, taxonomy) for taxonomy in (now, draft))
    rows = []
    branches = [[_with_above(found, taxonomy) for found in side] for side, taxonomy in ((before, now), (after, draft))]
    for topic_id in sorted(set(now.topics) | set(draft.topics)):
        old, new = now.topics.get(topic_id), draft.topics.get(topic_id)
        told = [(topic_id in b, topic_id in a, w) for b, a, w in zip(before, after, weights, strict=True)]
        rows.append(
            (
                topic_id, (new or old).label, _change(old, new), sum(w for b, _, w in told if b),
                sum(w for _, a, w in told if a), sum(w for b, a, w in told if a and not b),
                sum(w for b, a, w in told if b and not a),
                *(sum(w for found, w in zip(side, weights, strict=True) if topic_id in found) for side in branches),
            )
        )  # fmt: skip
    untold = [sum(w for found, w in zip(side, weights, strict=True) if not found) for side in (before, after)]
    return Effect(
        pl.DataFrame(rows, schema=SCHEMA, orient="row"), len(texts), untold[0], untold[1],
        *(quality_of(taxonomy, labelled) for taxonomy in (now, draft)),
    )  # fmt: skip


def quality_of(taxonomy: Taxonomy, labelled: pl.DataFrame) -> Quality:
    """labelled: rows text_id, text, topic_label. Nothing is judged where no text has a topic of the taxonomy."""
    texts = list(read_labelled(labelled, taxonomy).values())
    if not any(text.topic_ids for text in texts):
        return Quality(0, 0, 0, 0)
    pairs = [
        (texts[place].topic_ids, {match.topic_id for match in found})
        for place, found in match_labelled(taxonomy, texts)
    ]
    return Quality(
        len(texts), sum(len(found) for _, found in pairs), sum(len(told) for told, _ in pairs),
        sum(len(told & found) for told, found in pairs),
    )  # fmt: skip


def _found(texts: list[str], labelled: pl.DataFrame, taxonomy: Taxonomy) -> list[set[str]]:
    examples = list(read_labelled(labelled, taxonomy).values())
    matches = match_texts(texts, AliasBook(taxonomy), TopicClassifier(taxonomy, examples))
    return [{match.topic_id for match in found} for found in matches]


def _with_above(found: set[str], taxonomy: Taxonomy) -> set[str]:
    """Topics that were found, and all those above them."""
    told: set[str] = set()
    for topic_id in found:
        above: str | None = topic_id
        while above in taxonomy.topics and above not in told:
            told.add(above)
            above = taxonomy.topics[above].parent_id
    return told


def _change(old: Topic | None, new: Topic | None) -> str:
    """What is different about the topic itself: new, gone, or which of its parts."""
    if old is None or new is None:
        return "new" if old is None else "gone"
    parts = [
        word
        for word, was, is_ in (
            ("label", old.label, new.label),
            ("place", old.parent_id, new.parent_id),
            ("weight", old.weight, new.weight),
            ("aliases", set(old.aliases), set(new.aliases)),
        )
        if was != is_
    ]
    return ", ".join(parts)
