"""A text as words that can be compared: no case, no accents, no plural, each with its place in the text."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

WORD = re.compile(r"[^\W_]+")
SENTENCE = re.compile(r"[^.!?\n]*[^\W_][^.!?\n]*[.!?]*")
KEPT_ENDINGS = ("ss", "us")
HISSED = ("sses", "xes", "ches", "shes", "zes")


@dataclass(frozen=True)
class Word:
    """One word: what it is compared by, and text[start:end]."""

    key: str
    start: int
    end: int


@lru_cache(maxsize=100_000)
def word_key(word: str) -> str:
    """What a word is compared by: `Exports`, `export` and `EXPORT` are one, as are `café` and `Cafes`."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(c))
    if len(plain) > 4 and plain.endswith("ies"):
        return plain[:-3] + "y"
    if len(plain) > 4 and plain.endswith(HISSED):
        return plain[:-2]
    if len(plain) > 3 and plain.endswith("s") and not plain.endswith(KEPT_ENDINGS):
        return plain[:-1]
    return plain


def words_of(text: str) -> list[Word]:
    """The words of a text, in order; apostrophes, hyphens and slashes part words."""
    return [Word(word_key(found.group()), found.start(), found.end()) for found in WORD.finditer(text)]


def keys_of(text: str) -> tuple[str, ...]:
    """What a phrase is compared by."""
    return tuple(word_key(found) for found in WORD.findall(text))


def sentences_of(text: str) -> list[tuple[int, int]]:
    """Places of the sentences that hold a word, without the space around them."""
    places = []
    for found in SENTENCE.finditer(text):
        said = found.group()
        start = found.start() + len(said) - len(said.lstrip())
        places.append((start, found.start() + len(said.rstrip())))
    return places
