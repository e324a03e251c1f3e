"""The first stage: a text that names a topic is about it.

A topic is named by its label or by one of its aliases, as whole words, whatever their case, accents and plural. Where
two names share a word of the text, the longer one holds (as in maximal-munch scanning); of two topics with the same
name, the heavier one. Score: 0.8 for a name of one word, 0.9 of two, 0.95 of more, since longer names are rarer by
chance; the precision that is measured on labelled texts stands beside it.
"""

from __future__ import annotations

from dataclasses import dataclass

from dagster_project.themes.taxonomy import Taxonomy, Topic
from dagster_project.themes.words import keys_of, words_of

SCORES = {1: 0.8, 2: 0.9}
LONG_SCORE = 0.95


@dataclass(frozen=True)
class Match:
    """A topic, how sure that is (0 to 1), and text[start:end] that says so."""

    topic_id: str
    stage: str
    score: float
    start: int
    end: int


def doubled_names(taxonomy: Taxonomy) -> dict[str, tuple[Topic, ...]]:
    """Names that several topics have, as labels or aliases, with those topics. A text that says one goes to the
    heaviest of them alone, so that the others are never found by it."""
    holders: dict[tuple[str, ...], tuple[str, dict[str, Topic]]] = {}
    for topic in taxonomy.assignable:
        for name in (topic.label, *topic.aliases):
            if keys := keys_of(name):
                holders.setdefault(keys, (name, {}))[1][topic.topic_id] = topic
    return {name: tuple(topics.values()) for name, topics in holders.values() if len(topics) > 1}


class AliasBook:
    """All names of a taxonomy's topics, looked up word by word: time grows with words, not with names."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        self.names: dict[tuple[str, ...], str] = {}
        for topic in sorted(taxonomy.assignable, key=lambda topic: (topic.weight, topic.topic_id)):
            for name in (topic.label, *topic.aliases):
                if keys := keys_of(name):
                    self.names[keys] = topic.topic_id
        self.longest = max(map(len, self.names), default=0)
        self.first_words = {keys[0] for keys in self.names}

    def spans(self, text: str) -> list[Match]:
        """Every place where a topic is named, in order; no two share a word."""
        words = words_of(text)
        keys = [word.key for word in words]
        candidates = [
            (place, length)
            for place, key in enumerate(keys)
            if key in self.first_words
            for length in range(1, min(self.longest, len(keys) - place) + 1)
            if tuple(keys[place : place + length]) in self.names
        ]
        taken: set[int] = set()
        found = []
        for place, length in sorted(candidates, key=lambda c: (-c[1], c[0])):
            covered = range(place, place + length)
            if taken.isdisjoint(covered):
                taken.update(covered)
                topic = self.names[tuple(keys[place : place + length])]
                score = SCORES.get(length, LONG_SCORE)
                found.append(Match(topic, "alias", score, words[place].start, words[place + length - 1].end))
        return sorted(found, key=lambda match: match.start)

    def topics(self, text: str) -> list[Match]:
        """The topics that a text names, each once by its surest place, the first of equals."""
        best: dict[str, Match] = {}
        for match in self.spans(text):
            held = best.get(match.topic_id)
            if held is None or match.score > held.score:
                best[match.topic_id] = match
        return sorted(best.values(), key=lambda match: match.start)
