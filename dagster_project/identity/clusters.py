"""From links to people: groups of records, the name of each group, and how sure each record is in it.

Links are taken from the surest down (those by hand first), and one that would bring together two records that a hand
has kept apart, or that belong to two parties, is refused: so a group never contradicts a correction, and the order of
loading plays no part.

A group is named after its anchor, the record that comes first by `rank` (sources in the order that matters), then
source and id. New records so rename a group only where one of them comes before its anchor, or where they bring two
groups together, which then keep the name of the earlier one. Nothing is remembered from run to run: the same records
and corrections give the same names, on any machine.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import polars as pl


@dataclass(frozen=True)
class Member:
    """A record's place: canonical id, the anchor's row, the group's size, and its confidence.

    confidence: of all ways over links from the record to the anchor the best one, as sure as its weakest link. 1 for
    the anchor itself and for a link by hand.
    """

    canonical_id: str
    anchor: int
    size: int
    confidence: float


def group_records(
    records: Sequence[tuple[str, str]],
    links: Iterable[tuple[int, int, float]],
    same: Iterable[tuple[int, int]] = (),
    apart: Iterable[tuple[int, int]] = (),
    rank: Sequence[int] | None = None,
    party: Sequence[str | None] | None = None,
) -> list[Member]:
    """One Member for each (source, source id), which stand sorted. Links, `same` and `apart` name them by place.

    party: whose each record is; a link that would put records of two parties into one group is refused. None: unknown.
    """
    parent = list(range(len(records)))
    members: dict[int, list[int]] = {place: [place] for place in parent}
    parties = [party[place] if party else None for place in parent]
    enemies: dict[int, set[int]] = defaultdict(set)
    for left, right in apart:
        enemies[left].add(right)
        enemies[right].add(left)

    def root(place: int) -> int:
        while parent[place] != place:
            parent[place] = parent[parent[place]]
            place = parent[place]
        return place

    tree: dict[int, list[tuple[int, float]]] = defaultdict(list)
    by_hand = sorted((min(pair), max(pair), 1.0) for pair in same)
    by_model = sorted(links, key=lambda link: (-link[2], link[0], link[1]))
    for left, right, probability in [*by_hand, *by_model]:
        one, other = root(left), root(right)
        if one == other:
            continue
        if len(members[one]) < len(members[other]):
            one, other = other, one
        # `enemies` of a root are the rows that no row of its group may be with.
        if any(row in enemies[one] for row in members[other]):
            continue
        if parties[one] is not None and parties[other] is not None and parties[one] != parties[other]:
            continue
        if parties[one] is None:
            parties[one] = parties[other]
        parent[other] = one
        members[one] += members.pop(other)
        enemies[one] |= enemies.pop(other, set())
        tree[left].append((right, probability))
        tree[right].append((left, probability))

    ranks = rank or [0] * len(records)
    placed: list[Member | None] = [None] * len(records)
    for group in members.values():
        anchor = min(group, key=lambda row: (ranks[row], records[row]))
        name = canonical_id(*records[anchor])
        waiting = [(anchor, 1.0)]
        while waiting:
            row, confidence = waiting.pop()
            placed[row] = Member(name, anchor, len(group), confidence)
            waiting += [(to, min(confidence, p)) for to, p in tree[row] if placed[to] is None]
    return [member for member in placed if member is not None]


def canonical_id(source: str, source_id: str) -> str:
    """The name of the group that this record anchors: `person_` and 16 hexadecimal digits of its SHA-256."""
    return "person_" + hashlib.sha256(f"{source}\x1f{source_id}".encode()).hexdigest()[:16]


def as_frame(records: pl.DataFrame, members: Sequence[Member]) -> pl.DataFrame:
    """The records' `source` and `source_id` with their groups, in the records' order."""
    return records.select("source", "source_id").with_columns(
        pl.Series("canonical_id", [m.canonical_id for m in members], dtype=pl.String),
        pl.Series("is_anchor", [m.anchor == row for row, m in enumerate(members)], dtype=pl.Boolean),
        pl.Series("record_count", [m.size for m in members], dtype=pl.Int64),
        pl.Series("confidence", [m.confidence for m in members], dtype=pl.Float64),
    )
