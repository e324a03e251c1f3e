"""App stores and competitors of the demo company: what is planted is found, and the page shows it."""

from __future__ import annotations

from datetime import date, timedelta

import duckdb
import polars as pl
import pytest
from pages import html_of

from dagster_project.connectors.demo_company.planted_effects import planted
from dagster_project.connectors.demo_company.platform.app_stores import CRASHING, FLATTERED, HIDING
from dagster_project.connectors.demo_company.platform.competitors import FAILING, NO_NUMBERS, PRICE_MOVER
from dashboards.metrics import MetricQuestion

UNTIL = date(2026, 7, 1)
"""The midnight that the history of the demo company ends with."""


@pytest.fixture(scope="module")
def raw(demo_warehouse):
    with duckdb.connect(demo_warehouse.home / "warehouse.duckdb", read_only=True) as connection:
        yield connection


# App stores


def test_the_crashing_release_is_found_alone_with_its_size(demo_release):
    rows = demo_release.sql("select * from reporting.app_versions order by store, place")
    crashing = rows.filter(pl.col("is_crashing_more"))
    assert crashing.select("store", "version").rows() == [CRASHING]
    version = crashing.row(0, named=True)
    usual = rows.filter((pl.col("store") == CRASHING[0]) & ~pl.col("is_crashing_more"))
    usual_rate = usual["crashed_session_count"].sum() / usual["session_count"].sum()
    assert (1 - version["crash_free_rate"]) / usual_rate == pytest.approx(planted("crashing_release").size, rel=0.3)
    assert rows.filter(pl.col("is_rated_lower")).select("store", "version").rows() == [CRASHING]
    assert version["rating_change_low"] < planted("crashing_release_rating").size < version["rating_change_high"]


def test_ratings_fall_with_the_release_and_rise_with_the_next(demo_release):
    effects = demo_release.sql(
        "select version, difference_low, difference_high from reporting.app_release_effects "
        f"where store = '{CRASHING[0]}' and (difference_high < 0 or difference_low > 0) order by released_on"
    ).rows()
    assert [row[0] for row in effects] == [CRASHING[1], "5.8.0"]
    assert effects[0][2] < 0 < effects[1][1]


def test_means_are_those_of_the_ratings_and_flattery_is_found(demo_release, raw):
    by_hand = dict(
        raw.execute("select platform, avg(rating) from raw_platform.appstore_ratings group by platform").fetchall()
    )
    stores = demo_release.sql("select store, rating_mean, reported_rating from reporting.app_stores")
    assert dict(stores.select("store", "rating_mean").iter_rows()) == pytest.approx(by_hand)
    apart = stores.filter((pl.col("reported_rating") - pl.col("rating_mean")).abs() > 0.0051)
    assert apart["store"].to_list() == [FLATTERED]
    wrong = demo_release.sql(
        "select distinct entity_id, measure from reporting.reconciliation_differences "
        "where measure like 'appstore_metrics%' order by entity_id"
    ).rows()
    assert wrong == [
        (HIDING, "appstore_metrics.crash_free_rate, latest"), (FLATTERED, "appstore_metrics.avg_rating"),
    ]  # fmt: skip


def test_the_crash_free_rate_is_asked_by_name(demo_release, raw):
    by_hand = raw.execute(
        "select 1 - sum(crashed_session_count) / sum(session_count) from raw_platform.appstore_versions"
    ).fetchone()[0]
    rate, low, high = demo_release.ask(
        MetricQuestion.of(["app_crash_free_rate", "app_crash_free_rate_low", "app_crash_free_rate_high"])
    ).row(0)
    assert rate == pytest.approx(by_hand)
    assert low < rate < high
    stars = raw.execute("select avg(rating) from raw_platform.appstore_ratings").fetchone()[0]
    assert demo_release.ask(MetricQuestion.of(["app_rating"])).item() == pytest.approx(stars)


# Competitors


def test_the_week_of_the_outage_is_found_alone(demo_release):
    begins = UNTIL - timedelta(days=planted("competitor_outage").starts_days_before)
    unusual = demo_release.sql("select * from reporting.competitor_weeks where is_tone_unusual")
    assert unusual["competitor"].to_list() == [FAILING]
    row = unusual.row(0, named=True)
    assert row["post_week"] <= begins < row["post_week"] + timedelta(days=7)
    assert row["tone_change_low"] < planted("competitor_outage").size < row["tone_change_high"]
    assert row["post_count"] > 2 * row["usual_post_count"]


def test_shares_of_voice_add_up_every_week(demo_release, raw):
    sums = demo_release.sql("select sum(share_of_voice) from reporting.competitor_weeks group by post_week").to_series()
    assert sums.to_list() == pytest.approx([1.0] * sums.len())
    posts = raw.execute("select count(*) from raw_platform.competitor_social_feed").fetchone()[0]
    assert demo_release.sql("select sum(post_count) from reporting.competitor_weeks").item() == posts


def test_the_one_who_moves_prices_is_found(demo_release):
    rows = demo_release.sql("select * from reporting.competitors order by recent_high_count desc")
    assert rows.filter(pl.col("has_moved_prices"))["competitor"].to_list() == [PRICE_MOVER]
    assert rows["competitor"][0] == PRICE_MOVER
    assert rows["recent_high_count"][0] >= planted("competitor_price_moves").size > 3 * rows["usual_high_count"].max()


def read_by_hand(text: str) -> float | None:
    """A figure of the demo company, which has but a few forms."""
    if text in NO_NUMBERS:
        return None
    return float(text.strip("+$%M").replace(",", "")) * (1_000_000 if text.endswith("M") else 1)


def test_figures_are_read_and_those_that_cannot_be_are_kept(demo_release, raw):
    texts = raw.execute("select value, count(*) from raw_platform.competitor_metrics group by value").fetchall()
    read = demo_release.sql(
        "select value_text, value_number, count(*) as n from reporting.competitor_figures group by all"
    )
    assert read["n"].sum() == sum(count for _, count in texts)
    numbers = dict(read.select("value_text", "value_number").iter_rows())
    assert numbers == pytest.approx({text: read_by_hand(text) for text, _ in texts})
    unread = demo_release.sql("select distinct value_text from reporting.competitor_figures where not is_readable")
    assert set(unread.to_series()) == set(NO_NUMBERS)


def test_changes_with_the_wrong_sign_are_found_and_no_others(demo_release):
    """Held against the figures by hand: a change is that since the last figure which could be read."""
    figures = demo_release.sql("select * from reporting.competitor_figures order by observed_on")
    by_hand = set()
    for (competitor, metric), rows in figures.group_by(["competitor", "metric_name"], maintain_order=True):
        before = None
        for row in rows.iter_rows(named=True):
            now = read_by_hand(row["value_text"])
            if now is None:
                continue
            # The other way round: reported and computed change are each other's opposite. No change has no sign.
            if before not in (None, now) and read_by_hand(row["delta_text"]) == pytest.approx(before - now, rel=1e-3):
                by_hand.add((f"{competitor}, {metric}", row["observed_on"]))
            before = now
    found = demo_release.sql(
        "select entity_id, period_date from reporting.reconciliation_differences "
        "where measure = 'competitor_metrics.delta'"
    )
    assert set(found.iter_rows()) == by_hand
    reported = figures["delta_text"].drop_nulls().len()
    assert 0.3 < len(by_hand) / reported / planted("competitor_delta_wrong").size < 2


# The page


@pytest.mark.parametrize(
    ("parameters", "finding"),
    [
        ({"market": "App stores"}, " ".join(CRASHING)),
        ({"market": "App stores", "store": "iOS"}, "Rating by version, iOS"),
        ({"market": "Competitors"}, f"{FAILING}, 25 May 2026"),
        ({"market": "Competitors"}, f"{PRICE_MOVER}: 6 high"),
    ],
)
def test_the_page_shows_the_finding(parameters, finding, open_page):
    app = open_page("market", **parameters)
    assert not app.exception
    assert not app.error
    assert finding in html_of(app)
