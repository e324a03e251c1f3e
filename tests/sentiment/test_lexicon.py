"""Computed tones: known scores of the lexicon, what has none, and a cache that scores new texts only."""

from __future__ import annotations

import polars as pl
import pytest

from dagster_project.sentiment.lexicon import LEXICON, tone, tones
from dagster_project.sentiment.text_frames import SCHEMA, tones_of_texts


# The first three stand with these scores in the package's own documentation.
@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("VADER is smart, handsome, and funny.", 0.8316),
        ("VADER is not smart, handsome, nor funny.", -0.7424),
        ("Not bad at all", 0.431),
        ("The export has all columns.", 0.0),
        ("😀", None),
        ("429 !!!", None),
        ("", None),
    ],
)
def test_scores(text, score):
    assert tone(text) == score


def test_order_and_gaps_are_kept():
    scored = tones(pl.Series(["great", None, "awful", "great"]))
    assert scored[0] == scored[3] > 0 > scored[2]
    assert scored[1] is None


def texts(*said: str) -> pl.DataFrame:
    return pl.DataFrame({"text_key": list(said), "summary": list(said)})


def test_known_texts_are_not_scored_again_and_those_of_another_lexicon_are():
    known = pl.DataFrame(
        [("great", -0.9, LEXICON), ("awful", 0.9, "another"), ("gone", 0.1, LEXICON)], schema=SCHEMA, orient="row"
    )
    found = {key: score for key, score, _ in tones_of_texts(texts("great", "awful", "nice"), lambda: known).iter_rows()}
    assert set(found) == {"great", "awful", "nice"}
    assert found["great"] == -0.9
    assert found["awful"] < 0 < found["nice"]


def test_a_table_with_other_columns_is_made_anew():
    found = tones_of_texts(texts("great"), lambda: pl.DataFrame({"text_key": ["great"], "score": [-0.9]}))
    assert found["computed_sentiment_score"].item() > 0
