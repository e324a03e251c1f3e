"""Subjects that no topic knows yet: what texts without a topic say more often lately than before.

A term is a word or two words side by side, counted once per text. Its rate in the last weeks against that in the weeks
before is a log-odds ratio with an informative Dirichlet prior (Monroe, Colaresi and Quinn 2008, Political Analysis
16:372; the prior is the counts of both times, scaled to PRIOR texts). A term has risen where z passes the one-sided 5 %
bound after Bonferroni's correction for all terms that were tried. Terms that stand in the same texts are one subject,
and a subject whose texts lie within another's is a part of that one. It is named by its strongest terms, of those that
stand in half of its texts, in the writers' own words.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import log, sqrt
from statistics import NormalDist

from dagster_project.themes.stop_words import STOP_WORDS
from dagster_project.themes.words import WORD, sentences_of, word_key

RECENT_DAYS, EARLIER_DAYS = 28, 182
LEAST_TEXTS = 5
"""Texts of the last weeks below which nothing is a subject."""
PRIOR = 100.0
SAME_SUBJECT = 0.3
"""Share of the texts of either of two terms that hold both, from which they are one subject (Jaccard)."""
PART_OF = 2 / 3
"""Share of a subject's texts that are another's too, from which it is a part of that one (Szymkiewicz and Simpson)."""
NAMED_FROM = 0.5
"""Share of a subject's texts that a term stands in, from which it may name the subject."""
MOST_SUBJECTS, NAMED_BY = 5, 3


@dataclass(frozen=True)
class Saying:
    """A text without a topic. age: whole days before the moment looked at."""

    text: str
    age: int


@dataclass(frozen=True)
class Subject:
    """A subject that has come up. z: of its strongest term. texts, earlier_texts: places of the sayings that hold it.

    terms: those that its texts are found by; parts: terms of what is said of it, which may be said of others too.
    recent_count, earlier_count: texts with any of its terms; recent_total, earlier_total: all texts looked at.
    """

    name: str
    terms: tuple[str, ...]
    parts: tuple[str, ...]
    z: float
    recent_count: int
    recent_total: int
    earlier_count: int
    earlier_total: int
    texts: tuple[int, ...]
    earlier_texts: tuple[int, ...]


def terms_of(text: str) -> dict[str, str]:
    """Terms of a text by what they are compared by, with how they are written; no stop words, none across sentences."""
    found: dict[str, str] = {}
    for start, end in sentences_of(text):
        before: tuple[str, str] | None = None
        for word in WORD.findall(text[start:end]):
            key = word_key(word)
            if key in STOP_WORDS or word.lower() in STOP_WORDS or len(key) < 2 or key.isdigit():
                before = None
                continue
            found.setdefault(key, word.lower())
            if before:
                found.setdefault(f"{before[0]} {key}", f"{before[1]} {word.lower()}")
            before = (key, word.lower())
    return found


def log_odds_z(recent: int, recent_total: int, earlier: int, earlier_total: int) -> float:
    """z of a term's log-odds in recent texts against earlier ones; positive where it has risen.

    The prior of a term is PRIOR × its share of all texts, of all terms together PRIOR. Raises ZeroDivisionError where
    there is no text at all.
    """
    share = (recent + earlier) / (recent_total + earlier_total)
    a, rest = PRIOR * share, PRIOR * (1 - share) + 1e-9
    new, old = recent + a, earlier + a
    new_rest, old_rest = recent_total - recent + rest, earlier_total - earlier + rest
    return (log(new / new_rest) - log(old / old_rest)) / sqrt(1 / new + 1 / old)


def emerging_subjects(sayings: Sequence[Saying]) -> list[Subject]:
    """Subjects that have come up, the strongest first. sayings: texts without a topic, of any age."""
    recent: dict[str, list[int]] = defaultdict(list)
    earlier: dict[str, list[int]] = defaultdict(list)
    written: dict[str, Counter[str]] = defaultdict(Counter)
    totals = Counter()
    for place, saying in enumerate(sayings):
        if not 0 <= saying.age < RECENT_DAYS + EARLIER_DAYS:
            continue
        is_recent = saying.age < RECENT_DAYS
        totals[is_recent] += 1
        for key, word in terms_of(saying.text).items():
            (recent if is_recent else earlier)[key].append(place)
            written[key][word] += 1
    tried = [key for key, places in recent.items() if len(places) >= LEAST_TEXTS]
    if not tried or not totals[False]:
        return []
    bound = NormalDist().inv_cdf(1 - 0.05 / len(tried))
    z = {key: log_odds_z(len(recent[key]), totals[True], len(earlier[key]), totals[False]) for key in tried}
    risen = sorted((key for key in tried if z[key] > bound), key=lambda key: (-z[key], key))
    subjects = _with_parts(_groups(risen, recent), recent)
    return [
        _subject(terms, parts, z=max(z[key] for key in (*terms, *parts)), places=(recent, earlier), totals=totals,
                 written={key: written[key].most_common(1)[0][0] for key in (*terms, *parts)})
        for terms, parts in sorted(subjects, key=lambda of: min(risen.index(key) for key in (*of[0], *of[1])))
    ][:MOST_SUBJECTS]  # fmt: skip


def _subject(
    terms: Sequence[str], parts: Sequence[str], *, z: float, places: tuple[dict[str, list[int]], dict[str, list[int]]],
    totals: Counter[bool], written: dict[str, str],
) -> Subject:  # fmt: skip
    recent, earlier = places
    new = sorted({place for key in terms for place in recent[key]})
    old = sorted({place for key in terms for place in earlier[key]})
    naming = [written[key] for key in terms if len(recent[key]) >= NAMED_FROM * len(new)] or [written[terms[0]]]
    return Subject(
        _name(naming), tuple(written[key] for key in terms), tuple(written[key] for key in parts), z,
        len(new), totals[True], len(old), totals[False], tuple(new), tuple(old),
    )  # fmt: skip


def _groups(terms: Sequence[str], places: dict[str, list[int]]) -> list[list[str]]:
    """Terms that stand in the same texts, by single linkage, in the order of their strongest."""
    groups: list[list[str]] = []
    for term in terms:
        held = set(places[term])
        near = [g for g in groups if any(_overlap(held, set(places[other])) >= SAME_SUBJECT for other in g)]
        if not near:
            groups.append([term])
            continue
        near[0].append(term)
        for other in near[1:]:
            near[0].extend(other)
            groups.remove(other)
    return groups


def _with_parts(groups: Sequence[list[str]], places: dict[str, list[int]]) -> list[tuple[list[str], list[str]]]:
    """Terms of each subject, and those of the smaller ones whose texts lie within its own."""
    texts = {group[0]: {place for key in group for place in places[key]} for group in groups}
    subjects: list[tuple[list[str], list[str]]] = []
    for group in sorted(groups, key=lambda group: -len(texts[group[0]])):
        held = texts[group[0]]
        shares = [(len(held & texts[terms[0]]) / len(held), parts) for terms, parts in subjects]
        share, parts = max(shares, key=lambda of: of[0], default=(0.0, []))
        if share >= PART_OF:
            parts.extend(group)
        else:
            subjects.append((group, []))
    return subjects


def _overlap(one: set[int], other: set[int]) -> float:
    return len(one & other) / len(one | other)


def _name(words: Sequence[str]) -> str:
    """The strongest terms, longer before those they hold."""
    kept: list[str] = []
    for word in words:
        if any(word in held.split() for held in kept):
            continue
        kept = [held for held in kept if held not in word.split()] + [word]
    return ", ".join(kept[:NAMED_BY])
