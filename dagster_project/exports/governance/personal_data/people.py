"""Names of people who are known: as a whole anywhere, and a part of one after a greeting, a title or a farewell.

A single name alone is too often a word ("Mark", "Will", "Rose") to be taken out wherever it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from dagster_project.exports.governance.personal_data.span import Span

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
BETWEEN_NAMES = re.compile(r"[ \u00a0\n]{1,2}")
COMMA = re.compile(r" ?,[ \u00a0\n]?")
ADDRESSED = re.compile(
    r"(?:(?<!\w)(?:hi|hello|hey|dear|hallo|liebe[r]?|guten tag|moin|mr|mrs|ms|dr|prof|herr|herrn|frau|sehr geehrte[r]?"
    r"|thanks|thank you|danke|cheers|regards|best|grüße|grüßen|gruß|sincerely|signed|von|from|by"
    r"|ask(?:ed)?|spoke (?:to|with))"
    r"|[—–-])[.,:!]?[ \n]{1,3}$",
    re.IGNORECASE,
)
SURNAME_FIRST = ","
"""After the first word of a name: it is its surname, and a comma follows ("Smith, Ann")."""

LONGEST_NAME = 5
"""Words of a name."""


@dataclass(frozen=True)
class KnownNames:
    """Names of people, made ready to be found. Make it by `of`."""

    whole: dict[str, set[tuple[str, ...]]] = field(default_factory=dict)
    parts: frozenset[str] = frozenset()

    @classmethod
    def of(cls, names: Iterable[str]) -> KnownNames:
        """From names as they are written; titles and initials are no parts of their own, and one word is no whole."""
        whole: dict[str, set[tuple[str, ...]]] = {}
        parts = set()
        for name in names:
            words = tuple(word.casefold() for word in WORD.findall(name))[:LONGEST_NAME]
            parts.update(word for word in words if len(word) > 2)
            if len(words) < 2:
                continue
            whole.setdefault(words[0], set()).add(words)
            whole.setdefault(words[-1], set()).add((words[-1], SURNAME_FIRST, *words[:-1]))
        return cls(whole, frozenset(parts))

    def spans(self, text: str) -> Iterator[Span]:
        """Where one of them stands."""
        if not self.parts:
            return
        words = list(WORD.finditer(text))
        for place, word in enumerate(words):
            first = _plain(word.group())
            longest = max(
                (end for name in self.whole.get(first, ()) if (end := _end_of(name, words, place, text))), default=None
            )
            if longest is not None:
                yield Span(word.start(), longest, "name")
            elif first in self.parts and _is_addressed(text, word):
                yield Span(word.start(), word.start() + len(first), "name")


def _end_of(name: tuple[str, ...], words: list[re.Match[str]], place: int, text: str) -> int | None:
    """Where the name ends that begins with this word, or None where it is not there."""
    is_turned = SURNAME_FIRST in name
    wanted = tuple(word for word in name if word != SURNAME_FIRST)
    found = words[place : place + len(wanted)]
    if tuple(_plain(word.group()) for word in found) != wanted:
        return None
    for number, (before, after) in enumerate(pairwise(found)):
        between = COMMA if is_turned and number == 0 else BETWEEN_NAMES
        if not between.fullmatch(text[before.end() : after.start()]):
            return None
    last = _plain(found[-1].group())
    return found[-1].start() + len(last)


def _is_addressed(text: str, word: re.Match[str]) -> bool:
    return word.group()[0].isupper() and bool(ADDRESSED.search(text[max(0, word.start() - 24) : word.start()]))


def _plain(word: str) -> str:
    """Without the 's of English."""
    return re.sub(r"['’]s$", "", word).casefold() if len(word) > 2 else word.casefold()
