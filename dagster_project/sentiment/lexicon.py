"""Tone by lexicon and rules: VADER (Hutto and Gilbert 2014, ICWSM 8:216), whose word list ships in its package.

A score lies between -1 (bad) and 1 (good): the summed valence of words, after rules for negation, degree, contrast and
emphasis, brought to that range by x / sqrt(x² + 15). It knows English only, no irony, and no trouble that is told in
even words ("the export fails" scores 0): which is why its agreement with given scores stands beside it.
"""

from __future__ import annotations

import re
from functools import cache

import polars as pl

LEXICON = "vader 3.3"
"""Stands in every cached score: what another version said is said anew."""

HAS_LETTER = re.compile(r"[^\W\d_]")


@cache
def _analyzer():  # the package has no types
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    return SentimentIntensityAnalyzer()


def tone(text: str) -> float | None:
    """Compound score of a text, -1 to 1, to four places; None where it has no letter to judge by."""
    if not HAS_LETTER.search(text):
        return None
    return _analyzer().polarity_scores(text)["compound"]


def tones(texts: pl.Series) -> pl.Series:
    """The score of each text, in order. Equal texts are scored once; about 10,000 short ones take a second."""
    distinct = texts.drop_nulls().unique()
    known = {text: tone(text) for text in distinct}
    return pl.Series("computed_sentiment_score", [known.get(text) for text in texts], dtype=pl.Float64)
