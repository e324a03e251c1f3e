"""Products of the demo company: what is planted is found, counts are those of the rows, and the page shows it."""

from __future__ import annotations

import math
from datetime import timedelta

import duckdb
import polars as pl
import pytest
from pages import html_of
from streamlit.testing.v1 import AppTest

from dagster_project.connectors.demo_company.planted_effects import planted
from dagster_project.connectors.demo_company.platform.products.case_links import TROUBLED
from dagster_project.connectors.demo_company.platform.products.catalogue import (
    CONNECTIONS,
    GONE,
    PRODUCTS,
    WRONG_FORMAT,
    product_id,
)
from dagster_project.connectors.demo_company.platform.products.judgement import FLATTERED, WINDOW
from dagster_project.resources.paths import DASHBOARD_APP


@pytest.fixture(scope="module")
def raw(demo_warehouse):
    with duckdb.connect(demo_warehouse.home / "warehouse.duckdb", read_only=True) as connection:
        connection.execute("set TimeZone = 'UTC'")
        yield connection


@pytest.fixture(scope="module")
def issues(raw) -> pl.DataFrame:
    """Product and day of every case about a product that is neither deleted nor merged, from the raw rows."""
    return raw.sql(
        "with gone as (select case_id, arg_max(kind, occurred_at) as kind from raw_support.case_state_transitions "
        "where kind in ('deleted', 'merged', 'recovered') and occurred_at <= '2026-06-30 12:00+00' group by case_id) "
        "select product_id, opened_at::date as opened_on from raw_support.case_products "
        "join raw_support.cases using (case_id) left join gone using (case_id) "
        "where coalesce(gone.kind, 'recovered') = 'recovered' and opened_at <= '2026-06-30 12:00+00'"
    ).pl()


def test_issues_are_the_cases_about_a_product(demo_release, issues):
    published = dict(
        demo_release.sql("select product_id, count(*) from reporting.product_issues group by all").iter_rows()
    )
    assert published == dict(issues.group_by("product_id").len().iter_rows())
    by_version = demo_release.sql(
        "select product_id, sum(issue_count)::bigint from reporting.product_versions group by all"
    )
    since_first_version = demo_release.sql(
        "select product_id, count(version) from reporting.product_issues group by all order by all"
    )
    assert (
        by_version.filter(pl.col("product_id").is_in(since_first_version["product_id"].implode()))
        .sort("product_id")
        .rows()
        == since_first_version.rows()
    )


def test_only_the_troubled_version_has_more_issues_and_by_about_the_planted_factor(demo_release):
    worse = demo_release.sql("select * from reporting.product_versions where verdict = 'more issues'")
    assert worse.select("product_name", "version").rows() == [(TROUBLED, "v2.0")]
    (row,) = worse.iter_rows(named=True)
    effect = planted("goggles_v2_issues")
    assert row["day_count"] == effect.starts_days_before
    assert row["issue_ratio_low"] < effect.size < row["issue_ratio_high"]
    assert row["issue_ratio_low"] > 1.3


def test_the_change_with_a_version_is_that_of_the_rows_by_hand(demo_release, issues):
    (row,) = demo_release.sql(
        f"select * from reporting.product_versions where product_name = '{TROUBLED}' and version = 'v2.0'"
    ).iter_rows(named=True)
    came_out, before = row["released_on"], row["released_on"] - timedelta(days=210)
    own, later = pl.col("product_id") == product_id(TROUBLED), pl.col("opened_on") >= came_out
    earlier = (pl.col("opened_on") >= before) & ~later
    a, b, c, d = (issues.filter(product & time).height for time in (later, earlier) for product in (own, ~own))
    assert (row["issue_count"], row["other_issue_count"], row["previous_issue_count"]) == (a, b, c)
    ratio, spread = (a / b) / (c / d), 1.959963984540054 * math.sqrt(1 / a + 1 / b + 1 / c + 1 / d)
    assert row["issue_ratio"] == pytest.approx(ratio)
    assert row["issue_ratio_low"] == pytest.approx(ratio * math.exp(-spread))
    assert row["issue_ratio_high"] == pytest.approx(ratio * math.exp(spread))


def test_counts_that_are_off_are_found_and_no_others(demo_release, issues, raw):
    """Every judgement is counted again in Python; about the planted share is off, by one to four."""
    judged = raw.sql("select product_id, analyzed_on, issue_count from raw_platform.product_intelligence").pl()
    by_hand = {
        (row["product_id"], row["analyzed_on"]): (row["issue_count"], issues.filter(
            (pl.col("product_id") == row["product_id"])
            & (pl.col("opened_on") >= row["analyzed_on"] - WINDOW) & (pl.col("opened_on") < row["analyzed_on"])
        ).height)
        for row in judged.iter_rows(named=True)
    }  # fmt: skip
    differing = demo_release.sql(
        "select entity_id, period_date, reported_value, computed_value from reporting.reconciliation_differences "
        "where measure = 'product_intelligence.issue_count'"
    )
    found = {(row[0], row[1]): (row[2], row[3]) for row in differing.iter_rows()}
    assert found == {key: counts for key, counts in by_hand.items() if counts[0] != counts[1]}
    assert all(1 <= abs(reported - computed) <= 4 for reported, computed in found.values())
    share = planted("issue_counts_off").size
    assert 0.5 * share < len(found) / judged.height < 1.6 * share


def test_the_flattered_product_is_told_apart_from_what_customers_say(demo_release):
    products = demo_release.sql("select * from reporting.products where sentiment_verdict is not null")
    assert products.height >= 10
    kinder = products.filter(pl.col("sentiment_verdict") == "kinder than customers")
    assert kinder["product_name"].to_list() == [FLATTERED]
    gap = (kinder["reported_sentiment"] - kinder["sentiment"]).item()
    assert abs(gap - planted("flattered_product").size) < 0.15


def test_sold_out_variants_are_told_apart_by_what_is_under_way(demo_release):
    sold_out = demo_release.sql(
        "select sku, supply_state, quantity_under_way, open_order_count, quantity_missing, reorder_level "
        "from reporting.product_stock where is_short and stock_state = 'out of stock'"
    )
    under_way = sold_out.filter(pl.col("supply_state") == "under way")
    assert under_way.height == planted("sold_out_on_order").size
    assert (under_way["quantity_under_way"] > 0).all()
    forgotten = sold_out.filter(pl.col("supply_state") == "nothing ordered")
    assert forgotten.height == planted("sold_out_forgotten").size
    assert (forgotten["quantity_missing"] == forgotten["reorder_level"]).all()


def test_all_that_is_under_way_is_in_the_stock_list(demo_release):
    listed = demo_release.sql(
        "select sum(quantity_under_way)::bigint, sum(open_order_count)::bigint from reporting.product_stock"
    )
    ordered = demo_release.sql("select sum(quantity)::bigint, count(*) from reporting.supply_orders where is_open")
    assert listed.row(0) == ordered.row(0)


def test_faults_of_the_catalogue_are_those_that_stand_in_it(demo_release):
    found = set(demo_release.sql("select problem, product_name, detail from reporting.product_problems").iter_rows())
    problems = {(problem, name) for problem, name, _ in found}
    on_sale = [product for product in PRODUCTS if product.status == "active"]
    nowhere = {p.name for p in on_sale if not any(there for _, there in p.channels)}
    assert {name for problem, name in problems if problem == "sold nowhere"} == nowhere == {"Field Camera"}
    assert ("sold though archived", "Phone 14", "Retail") in found
    assert ("first choice closed", "Tablet 11", "Web") in found
    assert ("the catalogue shows another version", "Desk Dock", "v1, and the newest is v2.0") in found
    assert {name for problem, name in problems if problem == "no 3D scene"} == {
        p.name for p in on_sale if p.variants and not p.scenes
    }
    file, said = WRONG_FORMAT
    assert ("the file is of another format", "View Goggles", f"/3d/{file} said to be {said}") in found
    assert {(name, detail) for problem, name, detail in found if problem == "a draft on a product on sale"} == {
        (p.name, feature) for p in on_sale for feature, _, status in p.features if status == "Draft"
    }


def test_connections_that_lead_nowhere_or_one_way_are_found(demo_release):
    connections = demo_release.sql("select * from reporting.product_connections")
    dangling = connections.filter("is_dangling")
    assert set(dangling["product_b_id"]) == {GONE}
    assert dangling.height == planted("connections_to_nowhere").size
    mutual = {(a, b, why) for a, b, why, _ in CONNECTIONS if why in ("Cross-sell", "Bundle")}
    one_way = connections.filter("is_one_way").select("product_a_name", "product_b_name", "relation_type")
    assert set(one_way.iter_rows()) == {(a, b, why) for a, b, why in mutual if (b, a, why) not in mutual}
    unavailable = connections.filter("is_required_unavailable").select("product_a_name", "product_b_name", "finding")
    assert set(unavailable.iter_rows()) == {
        ("View Goggles", "Phone 14", "needs a product that is archived"),
        ("Tracker Tag", "Field Camera", "needs a product that is sold nowhere"),
    }


@pytest.fixture
def page(demo_warehouse, monkeypatch) -> AppTest:
    monkeypatch.setenv("LOOMPIN_HOME", str(demo_warehouse.home))
    monkeypatch.delenv("LOOMPIN_CONFIG", raising=False)
    return AppTest.from_file(str(DASHBOARD_APP), default_timeout=60).switch_page("app_pages/products.py")


def test_the_page_names_the_version_and_the_book(page):
    app = page.run()
    assert not app.exception
    text = html_of(app)
    assert f"{TROUBLED} v2.0" in text
    assert "Employee Free goes before others" in text


@pytest.mark.parametrize(("section", "words"), [
    ("Prices", "Prices in doubt"), ("Stock and channels", "Where products are sold"),
    ("Catalogue", "Features by status"),
])  # fmt: skip
def test_every_part_of_the_page_opens(page, section, words):
    page.query_params["section"] = section
    app = page.run()
    assert not app.exception
    assert words in html_of(app)
    assert app.dataframe
