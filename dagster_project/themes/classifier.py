"""The second stage: which topic a text without a topic's name is nearest to, or none.

Nearest centroid (Rocchio; Manning, Raghavan and Schütze 2008, ch. 14.2) of embedded texts: a topic's centre is the
mean of its label, its aliases and the labelled texts about it; a centre of its own holds texts about no topic. A text
is assigned where it is nearer to a topic than to "none" by at least a margin. The margin is the one with the best
F0.5 (precision counts twice as much as recall) on the labelled texts, each judged without itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dagster_project.themes.embedding import embed, unit
from dagster_project.themes.taxonomy import Taxonomy

LEAST_LABELLED = 20
"""Labelled texts below which no margin can be tuned; the cautious one holds then."""
CAUTIOUS = 0.15
LEAST_NEARNESS = 0.15
"""Cosine below which a text is near to nothing."""
LATIN = re.compile(r"[A-Za-z]{2}")
"""The vectors are those of English pieces: a text in another script has no second stage."""


@dataclass(frozen=True)
class Labelled:
    """A text and the topics that a person read in it; none for a text about no topic of the taxonomy."""

    text: str
    topic_ids: frozenset[str]


class TopicClassifier:
    """Trained on a taxonomy and labelled texts; deterministic."""

    def __init__(self, taxonomy: Taxonomy, labelled: Sequence[Labelled]) -> None:
        self.topic_ids = tuple(topic.topic_id for topic in taxonomy.assignable)
        names = [(i, name) for i, t in enumerate(taxonomy.assignable) for name in (t.label, *t.aliases)]
        size = len(self.topic_ids)
        named = embed([name for _, name in names])
        points = embed([example.text for example in labelled])
        self.sums = np.zeros((size + 1, named.shape[1]), dtype=np.float32)
        np.add.at(self.sums, np.array([i for i, _ in names], dtype=int), named)
        # Of a text about several topics each gets its vector; the last column is "none".
        flags = np.zeros((len(labelled), size + 1), dtype=bool)
        for row, example in enumerate(labelled):
            flags[row] = [*(topic in example.topic_ids for topic in self.topic_ids), not example.topic_ids]
        self.sums += flags.T.astype(np.float32) @ points
        self.centres = unit(self.sums)
        self.margin = self._tuned(points, flags) if len(labelled) >= LEAST_LABELLED else CAUTIOUS

    def _tuned(self, points: np.ndarray, flags: np.ndarray) -> float:
        without = unit(self.sums[None, :, :] - flags[:, :, None] * points[:, None, :])
        nearness = np.einsum("ncd,nd->nc", np.where(flags[:, :, None], without, self.centres[None]), points)
        best = nearness[:, :-1].argmax(axis=1)
        margins = nearness[np.arange(len(best)), best] - nearness[:, -1]
        right = flags[np.arange(len(best)), best]
        wanted = max(1, int(flags[:, :-1].sum()))
        order = np.argsort(-margins, kind="stable")
        hits = np.cumsum(right[order])
        precision, recall = hits / np.arange(1, len(order) + 1), hits / wanted
        score = 1.25 * precision * recall / np.maximum(0.25 * precision + recall, 1e-9)
        return float(margins[order][int(score.argmax())])

    def classify(self, texts: Sequence[str]) -> list[tuple[str, float] | None]:
        """For each text its topic and how near it is (cosine, 0 to 1), or None."""
        if not self.topic_ids or not texts:
            return [None] * len(texts)
        nearness = embed(texts) @ self.centres.T
        best = nearness[:, :-1].argmax(axis=1)
        near = nearness[np.arange(len(best)), best]
        is_read = np.array([LATIN.search(text) is not None for text in texts])
        sure = is_read & (near - nearness[:, -1] >= self.margin - 1e-6) & (near >= LEAST_NEARNESS)
        return [
            (self.topic_ids[place], round(float(min(score, 1.0)), 4)) if is_sure else None
            for place, score, is_sure in zip(best, near, sure, strict=True)
        ]
