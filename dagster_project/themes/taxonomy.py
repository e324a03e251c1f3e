"""A taxonomy: topics in a tree, each with its weight and other words for it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from dagster_project.themes.words import keys_of


@dataclass(frozen=True)
class Topic:
    """One topic. weight: how much it counts beside others, 1 is normal. parent_id: None at the top."""

    topic_id: str
    label: str
    parent_id: str | None = None
    weight: float = 1.0
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Taxonomy:
    """Topics by id. A topic above others is assigned by its own words only; sums over the tree are made in dbt."""

    topics: Mapping[str, Topic] = field(default_factory=dict)

    @classmethod
    def of(cls, topics: Iterable[Topic]) -> Taxonomy:
        """From topics in any order."""
        return cls({topic.topic_id: topic for topic in sorted(topics, key=lambda topic: topic.topic_id)})

    @property
    def parents(self) -> frozenset[str]:
        """Topics that have one below."""
        return frozenset(topic.parent_id for topic in self.topics.values() if topic.parent_id)

    @property
    def assignable(self) -> tuple[Topic, ...]:
        """Topics that a text can be about: those with words of their own, and those at the end of a branch."""
        return tuple(t for t in self.topics.values() if t.aliases or t.topic_id not in self.parents)

    @property
    def by_label(self) -> dict[tuple[str, ...], Topic]:
        """Assignable topics by what their label is compared by."""
        return {keys_of(topic.label): topic for topic in self.assignable}

    def fingerprint(self) -> str:
        """The same for two taxonomies that say the same."""
        told = [(t.topic_id, t.label, t.parent_id, t.weight, sorted(t.aliases)) for t in self.topics.values()]
        return hashlib.md5(json.dumps(told).encode(), usedforsecurity=False).hexdigest()
