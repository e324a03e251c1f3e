"""Seconds as the macro writes them in words: exact, so that what is a second late can be seen to be."""

from __future__ import annotations

import duckdb
import jinja2
import pytest

from dagster_project.resources.paths import DBT_PROJECT

MACRO = (DBT_PROJECT / "macros" / "time" / "seconds_in_words.sql").read_text()


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0 s"), (1, "1 s"), (59, "59 s"), (60, "1 min"), (3599, "59 min 59 s"), (3600, "1 h"), (3601, "1 h 1 s"),
        (3660, "1 h 1 min"), (8703, "2 h 25 min 3 s"), (254778, "70 h 46 min 18 s"),
    ],
)  # fmt: skip
def test_seconds_in_words(seconds, words):
    template = jinja2.Environment().from_string(
        MACRO, globals={"whole_quotient": lambda dividend, divisor: f"(({dividend}) // ({divisor}))"}
    )
    assert duckdb.execute(f"select {template.module.seconds_in_words('$s')}", {"s": seconds}).fetchall() == [(words,)]
