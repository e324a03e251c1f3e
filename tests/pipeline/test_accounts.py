"""Deals and health of the demo company: what is planted is found, and the page shows it."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from dagster_project.connectors.demo_company.planted_effects import planted
from dagster_project.resources.paths import DASHBOARD_APP
from dashboards.metrics import MetricQuestion


def rows(release, sql: str) -> list[dict]:
    return list(release.sql(sql).iter_rows(named=True))


def test_the_strongest_competitor_wins_more_often_and_stands_apart(demo_release):
    rates = {
        row["group_name"]: row
        for row in rows(
            demo_release,
            "select * from reporting.win_rates where grouped_by = 'competitor' and within_segment is null "
            "and window_days is null",
        )
    }
    strong = rates.pop("Tessera Desk")
    assert strong["win_rate_low"] < planted("won_against_strongest").size < strong["win_rate_high"]
    assert all(strong["win_rate"] < other["win_rate"] for other in rates.values())
    effect = planted("won_against_strongest").size - planted("won_elsewhere").size
    assert strong["difference_low"] < effect < strong["difference_high"] < 0
    assert strong["is_apart"]
    assert not strong["is_few"]


def test_every_deal_is_in_one_group_and_the_rest_are_all_others(demo_release):
    totals = rows(
        demo_release,
        "select grouped_by, within_segment, window_days, sum(deal_count) as deals, sum(won_count) as won, "
        "min(deal_count + rest_count) as least, max(deal_count + rest_count) as most, "
        "sum(won_amount_usd) + sum(lost_amount_usd) as usd from reporting.win_rates group by 1, 2, 3",
    )
    assert {t["window_days"] for t in totals} == {None, 90, 180, 365}
    for total in totals:
        days, segment = total["window_days"], total["within_segment"]
        n, won, usd = demo_release.sql(
            "select count(*), count(*) filter (is_won), sum(amount_usd) from reporting.deals "
            "where ($1::bigint is null or closed_on > date '2026-06-30' - $1::integer) "
            "and ($2::varchar is null or segment = $2)",
            [days, segment],
        ).row(0)
        assert (total["deals"], total["won"], total["least"], total["most"]) == (n, won, n, n)
        assert total["usd"] == usd


def test_a_difference_has_newcombes_interval(demo_release):
    """Example 1 of method 10: by the same formula from the published Wilson intervals of both sides."""
    row = rows(
        demo_release,
        "select * from reporting.win_rates where grouped_by = 'reason' and window_days = 365 "
        "and within_segment is null and group_name = 'Pricing'",
    )[0]
    p1, n1, p2, n2, z = row["win_rate"], row["deal_count"], row["rest_rate"], row["rest_count"], 1.959963984540054

    def wilson(p: float, n: int) -> tuple[float, float]:
        half = z * (p * (1 - p) / n + z * z / (4 * n * n)) ** 0.5
        return (p + z * z / (2 * n) - half) / (1 + z * z / n), (p + z * z / (2 * n) + half) / (1 + z * z / n)

    (low1, high1), (low2, high2) = wilson(p1, n1), wilson(p2, n2)
    assert row["difference_low"] == pytest.approx(p1 - p2 - ((p1 - low1) ** 2 + (high2 - p2) ** 2) ** 0.5)
    assert row["difference_high"] == pytest.approx(p1 - p2 + ((high1 - p1) ** 2 + (p2 - low2) ** 2) ** 0.5)


def test_few_deals_are_marked(demo_release):
    marked = demo_release.sql("select max(deal_count) filter (is_few), min(deal_count) filter (not is_few) "
                              "from reporting.win_rates").row(0)  # fmt: skip
    assert marked[0] < 30 <= marked[1]


def test_the_metric_and_the_table_say_the_same(demo_release):
    asked = demo_release.ask(MetricQuestion.of(["deals_decided", "win_rate", "deals_lost_amount"], ["segment"]))
    told = demo_release.sql(
        "select group_name as segment, deal_count, win_rate, lost_amount_usd from reporting.win_rates "
        "where grouped_by = 'segment' and window_days is null"
    )
    assert sorted(asked.rows()) == sorted(told.rows())


@pytest.fixture
def open_page(demo_warehouse, monkeypatch):
    monkeypatch.setenv("LOOMPIN_HOME", str(demo_warehouse.home))
    monkeypatch.delenv("LOOMPIN_CONFIG", raising=False)

    def opened(**parameters: str) -> AppTest:
        app = AppTest.from_file(str(DASHBOARD_APP), default_timeout=60)
        for name, value in parameters.items():
            app.query_params[name] = value
        app = app.switch_page("app_pages/accounts.py").run()
        assert not app.exception
        return app

    return opened


@pytest.mark.parametrize("period", ["All", "90 days"])
def test_deals_behind_a_rate_are_as_many_as_it_counts(demo_release, open_page, period):
    app = open_page(deals_against="Tessera Desk", deals_outcome="won", deal_period=period)
    assert "By competitor" in "".join(element.proto.body for element in app.get("html"))
    days = {"All": "is null", "90 days": "= 90"}[period]
    won = demo_release.sql(
        "select won_count from reporting.win_rates where grouped_by = 'competitor' and group_name = 'Tessera Desk' "
        f"and within_segment is null and window_days {days}"
    ).item()
    assert any(words.value == f"{won} deals" for words in app.caption)
