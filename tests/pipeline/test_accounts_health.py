"""Health of the demo company's customers: who left, what was foretold, and how well."""

from __future__ import annotations

from datetime import date, timedelta

import duckdb
import polars as pl
import pytest
from release_rows import rows
from transformation.monotone_rates import never_rising

from dagster_project.connectors.demo_company.planted_effects import planted
from dagster_project.statistics.forecasts import Figure
from dashboards import accounts_health, accounts_queries
from dashboards.metrics import MetricQuestion


def looks(release, condition: str) -> pl.DataFrame:
    return release.sql(f"select * from reporting.health_predictions where {condition} order by customer_id, looked_on")


def test_nobody_is_heard_of_after_leaving(demo_release):
    for table, when in (("cases", "opened_at"), ("customer_events", "occurred_at"), ("nps_answers", "answered_at")):
        late = demo_release.sql(
            f"select count(*) from reporting.{table} inner join reporting.health_predictions as looks "
            f"using (source, customer_id) where cast({table}.{when} as date) > looks.churned_on"
        ).item()
        assert late == 0, table
    assert looks(demo_release, "churned_on <= looked_on").is_empty()


def test_an_outcome_is_told_when_its_days_are_over_and_not_before(demo_release):
    """By hand from the dates: those who left are told no sooner than those who stayed, which would favour leaving."""
    as_of = date(2026, 6, 30)
    for look in looks(demo_release, "not is_today").iter_rows(named=True):
        assert look["judged_on"] == look["looked_on"] + timedelta(days=90)
        left = look["churned_on"] is not None and look["churned_on"] <= look["judged_on"]
        told = None if look["judged_on"] > as_of else "left" if left else "stayed"
        assert look["outcome"] == told


def test_probabilities_are_those_of_the_past_alone(demo_release):
    """The judged fit by hand: rates of bands, of looks whose days were over before the first held-out one, in order."""
    held_out = looks(demo_release, "is_held_out")
    first = held_out["looked_on"].min()
    assert held_out["looked_on"].max() <= date(2026, 6, 30) - timedelta(days=90)
    past = looks(demo_release, "outcome is not null").filter(
        pl.col("judged_on") < date(2026, 6, 30) - timedelta(days=90 + 122)
    )
    assert past["judged_on"].max() < first
    base = (past["outcome"] == "left").mean()
    assert held_out["base_rate"].unique().to_list() == pytest.approx([base])
    bands = ["0–39", "40–49", "50–59", "60–69", "70–79", "80–100"]
    rates, weights = [], []
    for band in bands:
        like = past.filter(pl.col("health_band") == band)
        left, customers = (like["outcome"] == "left").mean() or 0, like["customer_id"].n_unique()
        rates.append((left * customers + 30 * base) / (customers + 30))
        weights.append(customers + 30)
    expected = dict(zip(bands, never_rising(rates, weights), strict=True))
    assert held_out["probability"].to_list() == pytest.approx([expected[band] for band in held_out["health_band"]])


def test_customers_of_today_stand_in_the_order_of_the_score(demo_release):
    listed = demo_release.sql(accounts_queries.AT_RISK, [[], []])
    assert listed.height > 100
    assert listed["health_score"].is_sorted()
    assert listed["probability"].is_sorted(descending=True)
    assert listed["probability"].n_unique() > 2


def test_the_sicker_leave_the_sooner_and_the_score_is_better_than_the_base_rate(demo_release):
    rates = dict(demo_release.ask(MetricQuestion.of(["leaving_rate"], ["health_band"])).iter_rows())
    # Ten points apart, the monthly share differs by the planted factor; over 90 days and shaky scores by a bit less.
    low = demo_release.ask(MetricQuestion.of(["leaving_rate"], [], {"health_band": ["0–39", "40–49", "50–59"]})).item()
    assert low > 2 * planted("leaving_by_health").size ** 0.5 * rates["80–100"]
    quality = rows(demo_release, "select * from reporting.health_quality")[0]
    assert quality["brier_skill_score"] > 0
    assert quality["brier_score"] < quality["base_rate_brier_score"]
    assert quality["concordance"] > 0.6
    assert quality["score_concordance"] > 0.6


def test_calibration_holds_within_its_intervals(demo_release):
    asked = demo_release.ask(
        MetricQuestion.of(
            ["foretold_rate", "foretold_leaving_rate", "foretold_leaving_rate_low", "foretold_leaving_rate_high"],
            ["decile"],
        )
    ).drop_nulls()
    assert asked.height >= 3
    inside = asked.filter(pl.col("foretold_rate").is_between("foretold_leaving_rate_low", "foretold_leaving_rate_high"))
    assert inside.height >= asked.height - 1


def test_quality_is_that_of_its_looks(demo_release):
    held_out = looks(demo_release, "is_held_out")
    quality = rows(demo_release, "select * from reporting.health_quality")[0]
    left = (held_out["outcome"] == "left").cast(pl.Float64)
    assert quality["look_count"] == held_out.height > 500
    assert quality["brier_score"] == pytest.approx(((held_out["probability"] - left) ** 2).mean())
    risks = held_out["probability"].to_numpy()
    gone, there = risks[left.to_numpy() == 1], risks[left.to_numpy() == 0]
    above = (gone[:, None] > there[None, :]).mean() + 0.5 * (gone[:, None] == there[None, :]).mean()
    assert quality["concordance"] == pytest.approx(above)
    skill = demo_release.ask(MetricQuestion.of(["leaving_brier_score", "leaving_brier_skill"])).row(0)
    assert skill == pytest.approx((quality["brier_score"], quality["brier_skill_score"]))


def test_every_customer_with_a_score_who_is_there_is_on_todays_list(demo_release, demo_warehouse):
    today = looks(demo_release, "is_today")
    with duckdb.connect(demo_warehouse.home / "warehouse.duckdb", read_only=True) as connection:
        (there,) = connection.execute(
            "select count(*) from raw_platform.customers where health_score is not null "
            "and (churned_on is null or churned_on > date '2026-06-30')"
        ).fetchone()
    assert today.height == there
    assert today["probability"].null_count() == 0


def test_skill_and_concordance_have_intervals_over_customers(demo_release):
    quality = rows(demo_release, "select * from reporting.health_quality")[0]
    held_out = demo_release.sql(accounts_queries.HELD_OUT, [[], None, date(2026, 6, 30), []])
    told = accounts_health._foretold(held_out)
    assert (told.n, told.customers) == (quality["look_count"], quality["customer_count"])
    assert told.skill.value == pytest.approx(quality["brier_skill_score"])
    assert told.concordance.value == pytest.approx(quality["concordance"])
    assert told.rival.value == pytest.approx(quality["score_concordance"])
    for figure in (told.skill, told.concordance, told.rival, told.difference):
        assert figure.low < figure.value < figure.high


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (-0.15, -0.02, ": the score alone orders better"),
        (0.01, 0.2, ": the probability orders better"),
        (-0.1, 0.1, ""),
        (None, None, ""),
    ],
)
def test_a_difference_clear_of_chance_says_which_is_better(low, high, words):
    assert accounts_health._better(Figure(0.0, low, high)) == words


@pytest.mark.parametrize(
    ("name", "customers"), [("leaving_rate", "health_customers"), ("foretold_leaving_rate", "foretold_customers")]
)
def test_the_share_that_left_has_an_interval_by_customers(demo_release, name, customers):
    """Wilson's, of as many customers as there are: looks at one customer are no independent draws."""
    rate, low, high, n = demo_release.ask(MetricQuestion.of([name, f"{name}_low", f"{name}_high", customers])).row(0)
    middle = (rate * n + 1.92075) / (n + 3.8415)
    half = 1.96 * (rate * (1 - rate) * n + 0.960375) ** 0.5 / (n + 3.8415)
    assert (low, high) == (pytest.approx(middle - half, abs=1e-6), pytest.approx(middle + half, abs=1e-6))
    assert 0 < low < rate < high
