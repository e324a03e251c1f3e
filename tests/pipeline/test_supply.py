"""Suppliers, nodes and orders of the demo company: what is planted is found, and the page shows it."""

from __future__ import annotations

import pytest
from pages import html_of
from streamlit.testing.v1 import AppTest

from dagster_project.connectors.demo_company.planted_effects import planted
from dagster_project.connectors.demo_company.platform.supply import LATE_SUPPLIER
from dagster_project.resources.paths import DASHBOARD_APP


@pytest.fixture(scope="module")
def suppliers(demo_release) -> dict[str, dict]:
    rows = demo_release.sql("select * from reporting.supplier_performance").iter_rows(named=True)
    return {row["supplier_name"]: row for row in rows}


def test_the_late_supplier_is_rated_best_and_behaves_worst(suppliers):
    late = suppliers[LATE_SUPPLIER]
    assert late["rating_place"] == 1
    assert late["on_time_place"] == len(suppliers)
    others = [row for name, row in suppliers.items() if name != LATE_SUPPLIER]
    assert all(late["on_time_rate_high"] < row["on_time_rate_low"] for row in others)


def test_orders_of_other_nodes_are_on_time_as_often_as_planted(demo_release):
    on_time, delivered = demo_release.sql(
        "select sum(on_time_count), sum(delivered_count) from reporting.supply_node_performance "
        f"where supplier_name <> '{LATE_SUPPLIER}' and not is_nearly_full"
    ).row(0)
    assert abs(float(on_time / delivered) - planted("on_time").size) < 0.05


def test_the_full_port_is_late_by_the_planted_days(demo_release):
    port, rest = (
        demo_release.sql(
            "select avg(days_past_promise) from reporting.supply_orders where is_delivered and node_id "
            f"{sign} (select node_id from reporting.supply_node_performance order by capacity_rate desc limit 1) "
            f"and supplier_name <> '{LATE_SUPPLIER}'"
        ).item()
        for sign in ("=", "<>")
    )
    assert abs(port - rest - planted("full_port").size) < 1.5


def test_every_order_is_where_its_dates_put_it(demo_release):
    wrong = demo_release.sql(
        "select count(*) from reporting.supply_orders where is_delivered = is_open and status <> 'Cancelled' "
        "or is_late and (arrived_on <= promised_on) or is_overdue and not is_open or is_open and arrived_on is not null"
    ).item()
    assert wrong == 0
    assert demo_release.sql("select count(*) from reporting.supply_orders where is_overdue").item() > 0


def test_the_page_names_the_rating_that_is_too_kind(demo_warehouse, monkeypatch):
    monkeypatch.setenv("LOOMPIN_HOME", str(demo_warehouse.home))
    monkeypatch.delenv("LOOMPIN_CONFIG", raising=False)
    app = AppTest.from_file(str(DASHBOARD_APP), default_timeout=60).switch_page("app_pages/supply.py").run()
    assert not app.exception
    assert LATE_SUPPLIER in html_of(app)
