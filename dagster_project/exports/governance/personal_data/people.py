"""Names of people who are known: as a whole anywhere, and a part of one after a greeting, a title or a farewell.

Whole means in any order, case, apostrophe, hyphen and run of blanks, as "ann.smith" and as "A. Smith". A single name
alone is too often a word ("Mark", "Will", "Rose") to be taken out wherever it stands. Texts and names are NFC.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from dagster_project.exports.governance.personal_data.span import Span

APOSTROPHES, HYPHENS = "'\u2019\u2018\u02bc`\u00b4\uff07", "\u2010\u2011-"
WORD = re.compile(rf"[^\W\d_]+(?:[{APOSTROPHES}{HYPHENS}][^\W\d_]+)*")
FOLDED = str.maketrans({**dict.fromkeys(APOSTROPHES, "'"), **dict.fromkeys(HYPHENS, "-")})
OF_ENGLISH = re.compile(rf"[{APOSTROPHES}]s$", re.IGNORECASE)
BETWEEN_NAMES = re.compile(r"[\s\u200b]{1,8}|[._]")
AFTER_INITIAL = re.compile(r"\.[\s\u200b]{0,3}")
COMMA = re.compile(r"\s{0,3},\s{0,3}")
ADDRESSED = re.compile(
    r"(?:(?<!\w)(?:hi|hello|hey|dear|hallo|liebe[r]?|guten tag|moin|mr|mrs|ms|dr|prof|herr|herrn|frau|sehr geehrte[r]?"
    r"|thanks|thank you|danke|cheers|regards|best|grüße|grüßen|gruß|sincerely|signed|von|from|by"
    r"|ask(?:ed)?|spoke (?:to|with))"
    r"|[—–-])[.,:!]?[ \n]{1,3}$",
    re.IGNORECASE,
)
SURNAME_FIRST = ","
"""After the first word of a name: it is its surname, and a comma follows ("Smith, Ann")."""

INITIAL = "."
"""After the first letter of a name: its surname follows ("A. Smith")."""

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
            words = tuple(_folded(word) for word in WORD.findall(unicodedata.normalize("NFC", name)))[:LONGEST_NAME]
            parts.update(word for word in words if len(word) > 2)
            if len(words) < 2:
                continue
            whole.setdefault(words[0], set()).add(words)
            whole.setdefault(words[0][0], set()).add((words[0][0], INITIAL, words[-1]))
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
                yield Span(word.start(), word.start() + len(_stem(word.group())), "name")


def _end_of(name: tuple[str, ...], words: list[re.Match[str]], place: int, text: str) -> int | None:
    """Where the name ends that begins with this word, or None where it is not there."""
    first_gap = COMMA if SURNAME_FIRST in name else AFTER_INITIAL if INITIAL in name else BETWEEN_NAMES
    wanted = tuple(word for word in name if word not in (SURNAME_FIRST, INITIAL))
    found = words[place : place + len(wanted)]
    if tuple(_plain(word.group()) for word in found) != wanted:
        return None
    for number, (before, after) in enumerate(pairwise(found)):
        between = first_gap if number == 0 else BETWEEN_NAMES
        if not between.fullmatch(text[before.end() : after.start()]):
            return None
    return found[-1].start() + len(_stem(found[-1].group()))


def _is_addressed(text: str, word: re.Match[str]) -> bool:
    return word.group()[0].isupper() and bool(ADDRESSED.search(text[max(0, word.start() - 24) : word.start()]))


def _stem(word: str) -> str:
    """Without the 's of English."""
    return OF_ENGLISH.sub("", word) if len(word) > 2 else word


def _folded(word: str) -> str:
    return word.translate(FOLDED).casefold()


def _plain(word: str) -> str:
    return _folded(_stem(word))
