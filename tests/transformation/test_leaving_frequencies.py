"""Probabilities to leave by band of the health score, by the models' own SQL on tables of our own."""

from __future__ import annotations

from itertools import pairwise

import duckdb
import jinja2
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from transformation.monotone_rates import never_rising

from dagster_project.resources.paths import DBT_PROJECT

SETTINGS = (DBT_PROJECT / "macros" / "customers" / "health_settings.sql").read_text()
PRIOR = 30


def returned(macro: str, *arguments: object):
    told = []
    getattr(jinja2.Template(SETTINGS).make_module({"return": told.append}), macro)(*arguments)
    return told[0]


def asked(model: str, **tables: pl.DataFrame) -> pl.DataFrame:
    """What the model of that name says, of these tables in place of those it reads."""
    path = DBT_PROJECT / "models" / "marts" / "customers" / f"{model}.sql"
    sql = jinja2.Template(path.read_text()).render(
        ref=lambda name: name,
        health_setting=lambda name: returned("health_setting", name),
        health_bands=lambda: returned("health_bands"),
    )
    with duckdb.connect() as connection:
        for name, table in tables.items():
            connection.register(name, table)
        told = connection.execute(sql)
        return pl.DataFrame(told.fetchall(), [name for name, *_ in told.description], orient="row")


BANDS = [name for name, _ in returned("health_bands")]


def fitted(bands: list[tuple[int, int, int]], base_rate: float) -> pl.DataFrame:
    """What is told of bands of (looks, customers, left), the lowest first; of a second source half as many left."""
    counts = pl.DataFrame(
        [
            ("judged", source, base_rate / part, place, BANDS[place - 1], n, customers, left // part)
            for source, part in (("one", 1), ("other", 2))
            for place, (n, customers, left) in enumerate(bands, start=1)
        ],
        ["fit", "source", "base_rate", "place", "health_band", "n", "customer_count", "left_count"],
        orient="row",
    )
    return asked("leaving_frequencies", leaving_counts=counts).sort("source", "health_band")


def leaning(bands: list[tuple[int, int, int]], base_rate: float) -> tuple[list[float], list[float]]:
    rates = [
        ((left / n * customers if n else 0) + PRIOR * base_rate) / (customers + PRIOR) for n, customers, left in bands
    ]
    return rates, [customers + PRIOR for _, customers, _ in bands]


@st.composite
def some_bands(draw) -> list[tuple[int, int, int]]:
    bands = []
    for _ in BANDS:
        n = draw(st.sampled_from([0, 1, 2, 7, 40, 500]))
        bands.append((n, draw(st.integers(min(n, 1), n)), draw(st.integers(0, n))))
    return bands


@settings(max_examples=60, deadline=None)
@given(some_bands(), st.sampled_from([0.0, 0.04, 0.5, 1.0]))
def test_the_sql_is_isotonic_regression_on_any_bands(bands, base_rate):
    told = fitted(bands, base_rate)
    for source, part in (("one", 1), ("other", 2)):
        own = [(n, customers, left // part) for n, customers, left in bands]
        expected = never_rising(*leaning(own, base_rate / part))
        probabilities = told.filter(pl.col("source") == source)["probability"].to_list()
        assert probabilities == pytest.approx(expected, abs=1e-11)
        assert all(lower >= higher for lower, higher in pairwise(probabilities))


@pytest.mark.parametrize(
    ("lefts", "pools"),
    [
        # In order already: each band for itself.
        ([50, 40, 30, 20, 10, 0], [100] * 6),
        # The lowest band with fewer leaving than the next is pooled with it, and so on as long as it is below.
        ([10, 40, 30, 20, 10, 0], [300, 300, 300, 100, 100, 100]),
        ([0, 0, 0, 0, 0, 60], [600] * 6),
        ([50, 20, 40, 20, 10, 0], [100, 200, 200, 100, 100, 100]),
        # Equal bands are one pool.
        ([30, 30, 30, 20, 20, 0], [300, 300, 300, 200, 200, 100]),
    ],
)
def test_what_is_out_of_order_is_one_pool_and_rests_on_the_looks_of_all_of_it(lefts, pools):
    told = fitted([(100, 100, left) for left in lefts], sum(lefts) / 600)
    assert told.filter(pl.col("source") == "one")["similar_count"].to_list() == pools


def looks(*of: tuple[str, str, str | None, bool]) -> pl.DataFrame:
    """Looks of (customer, band, outcome, whether it was known before the hold-out)."""
    return pl.DataFrame(
        [("one", *look) for look in of],
        {"source": pl.String, "customer_id": pl.String, "health_band": pl.String, "outcome": pl.String,
         "is_known_before_hold_out": pl.Boolean},
        orient="row",
    )  # fmt: skip


def test_looks_and_customers_are_counted_in_all_bands_and_for_each_fit():
    told = asked(
        "leaving_counts",
        health_looks=looks(
            ("a", "0–39", "left", True), ("a", "0–39", "left", True), ("b", "0–39", "stayed", True),
            ("b", "80–100", "stayed", True), ("c", "80–100", "left", False), ("d", "70–79", None, False),
        ),
    )  # fmt: skip
    counts = {
        (fit, band): (n, customers, left)
        for fit, band, n, customers, left in told.select(
            "fit", "health_band", "n", "customer_count", "left_count"
        ).iter_rows()
        if n
    }
    assert counts == {
        ("judged", "0–39"): (3, 2, 2), ("judged", "80–100"): (1, 1, 0),
        ("in use", "0–39"): (3, 2, 2), ("in use", "80–100"): (2, 2, 1),
    }  # fmt: skip
    assert told.group_by("fit").agg("health_band").sort("fit")["health_band"].list.sort().to_list() == [BANDS] * 2
    assert dict(told.select("fit", "base_rate").unique().iter_rows()) == pytest.approx({"judged": 0.5, "in use": 0.6})


def test_what_became_known_later_does_not_change_what_is_judged():
    known = [("a", "0–39", "left", True), ("b", "40–49", "stayed", True), ("c", "80–100", "stayed", True)]
    later = [("d", "40–49", "left", False), ("e", "80–100", "left", False), ("f", "50–59", None, False)]

    def judged(of: list) -> list:
        counts = asked("leaving_counts", health_looks=looks(*of))
        return asked("leaving_frequencies", leaving_counts=counts).filter(fit="judged").sort("health_band").rows()

    assert judged(known) == judged(known + later)
    assert [row[-2] for row in judged(known)] != [row[-2] for row in judged([(*look[:3], True) for look in later])]
