"""Usage, cost, invoices and margin of the demo company: what is planted is found, and figures agree with each other."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import duckdb
import polars as pl
import pytest
from pages import html_of
from streamlit.testing.v1 import AppTest

from dagster_project.connectors.demo_company.planted_effects import planted
from dagster_project.resources.paths import DASHBOARD_APP
from dashboards.metrics import MetricQuestion


@pytest.fixture(scope="module")
def raw(demo_warehouse):
    with duckdb.connect(demo_warehouse.home / "warehouse.duckdb", read_only=True) as connection:
        yield connection


def test_costs_that_are_off_are_found_and_no_others(demo_release, raw):
    """Three days of the old price for every tenant, and about so many cents wrong as are planted."""
    differing = demo_release.sql(
        "select entity_id, period_date, difference from reporting.reconciliation_differences "
        "where measure = 'tenant_usage_daily.cost'"
    )
    rows = raw.execute("select count(*) from raw_platform.tenant_usage_daily").fetchone()[0]
    cheaper_since = raw.execute("select max(valid_from) from raw_platform.cost_drivers").fetchone()[0]
    old_price = (pl.col("entity_id") == "ai.output.1k") & (
        (pl.col("period_date") - cheaper_since).dt.total_days().is_between(0, planted("old_price_billed").size - 1)
    )
    stale, off = differing.filter(old_price), differing.filter(~old_price)
    # A small cost is the same number of cents at both prices.
    told_apart = raw.execute(
        "with prices as (select max(unit_cost) as old_price, min(unit_cost) as new_price "
        "from raw_platform.cost_drivers where driver_key = 'ai.output.1k') "
        "select count(*) from raw_platform.tenant_usage_daily, prices "
        "where driver_key = 'ai.output.1k' and usage_date between ? and ?::date + 2 "
        "and round(quantity * old_price, 2) <> round(quantity * new_price, 2)",
        [cheaper_since, cheaper_since],
    ).fetchone()[0]
    assert stale.height == told_apart > 50
    assert (stale["difference"] > 0).all()
    share = planted("cost_off").size
    assert 0.5 * share < off.height / rows < 1.6 * share
    assert off["difference"].round(2).is_between(0.01, 0.09).all()


def test_the_sums_are_those_of_the_rows_by_hand(demo_release, raw):
    """Added up in Python's decimals from the raw rows, price by price."""
    prices: dict[str, list[tuple[date, Decimal]]] = {}
    for driver, since, price in raw.execute(
        "select driver_key, coalesce(valid_from, date '0001-01-01') as since, unit_cost "
        "from raw_platform.cost_drivers order by since"
    ).fetchall():
        prices.setdefault(driver, []).append((since, price))
    total = Decimal(0)
    for driver, day, quantity in raw.execute(
        "select driver_key, usage_date, quantity from raw_platform.tenant_usage_daily"
    ).fetchall():
        price = [p for since, p in prices[driver] if since <= day][-1]
        total += (quantity * price).quantize(Decimal("0.01"), rounding="ROUND_HALF_UP")
    assert Decimal(str(demo_release.ask(MetricQuestion.of(["usage_cost"])).item())) == total


def test_the_heavy_user_costs_more_than_it_pays(demo_release):
    lowest = demo_release.sql(
        "select tenant_id, revenue_usd, usage_cost_usd from reporting.tenant_margins where margin_month = "
        "(select max(margin_month) from reporting.tenant_margins) order by margin_usd limit 1"
    ).row(0)
    smallest = demo_release.sql(
        "select tenant_id from reporting.tenant_margins where revenue_usd > 0 order by revenue_usd limit 1"
    ).item()
    assert lowest[0] == smallest
    assert lowest[2] > lowest[1] > 0


def test_margin_is_what_is_left(demo_release):
    wrong = demo_release.sql(
        "select count(*) from reporting.tenant_margins "
        "where margin_usd <> revenue_usd - usage_cost_usd - handling_cost_usd"
    ).item()
    assert wrong == 0


def test_invoices_stand_where_their_dates_put_them(demo_release):
    states = dict(demo_release.sql("select status, count(*) from reporting.invoices group by status").iter_rows())
    assert set(states) == {"Paid", "Pending", "Overdue"}
    assert demo_release.ask(MetricQuestion.of(["invoices_overdue"])).item() == states["Overdue"]
    agree = demo_release.sql(
        "select agreeing_count = figure_count from reporting.reconciliations "
        "where measure = 'invoices.status is Overdue'"
    ).item()
    assert agree


def test_the_page_shows_the_month_and_its_numbers(demo_warehouse, demo_release, monkeypatch):
    monkeypatch.setenv("LOOMPIN_HOME", str(demo_warehouse.home))
    monkeypatch.delenv("LOOMPIN_CONFIG", raising=False)
    app = AppTest.from_file(str(DASHBOARD_APP), default_timeout=60).switch_page("app_pages/billing.py").run()
    assert not app.exception
    shown = html_of(app)
    assert "May 2026" in shown
    below = demo_release.sql(
        "select count(*) from reporting.tenant_margins where margin_usd < 0 and margin_month = date '2026-05-01'"
    ).item()
    assert f'lw-alarm">{below}</div>' in shown
    app = AppTest.from_file(str(DASHBOARD_APP), default_timeout=60)
    app.query_params["section"] = "Reconciliation"
    app = app.switch_page("app_pages/data_health.py").run()
    assert not app.exception
    assert any("tenant_usage_daily.cost" in frame.value.to_csv() for frame in app.dataframe)
