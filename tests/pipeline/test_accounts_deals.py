"""Won and lost deals of the demo company: what is planted is found, and rates are those of their deals."""

from __future__ import annotations

from datetime import date

import pytest
from release_rows import rows

from dagster_project.connectors.demo_company.planted_effects import planted
from dashboards import accounts_rates
from dashboards.accounts_rates import Deals
from dashboards.metrics import MetricQuestion


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


SOME = ("Birchanter Software", "Oakenfirth Capital")


def of_deals(release, segment: str = "all", days: int | None = None, tenants: tuple[str, ...] = ()) -> Deals:
    (source,) = release.sql("select distinct source from reporting.deals")["source"]
    return Deals(source, segment, days, tenants, date(2026, 6, 30))


class Asked:
    """A release as pages ask it."""

    def __init__(self, release) -> None:
        self.sql = lambda query, parameters=(): release.sql(query, list(parameters))
        self.ask = lambda names, by, where, since, until: release.ask(
            MetricQuestion.of(names, by, where, since=since, until=until)
        )


@pytest.mark.parametrize("group", accounts_rates.BY)
@pytest.mark.parametrize(("segment", "days"), [("all", None), ("all", 180), ("Enterprise", None)])
def test_rates_made_of_metrics_are_those_of_the_table(demo_release, group, segment, days):
    deals = of_deals(demo_release, segment, days)
    told = accounts_rates.win_rates(Asked(demo_release), deals, group)
    made = accounts_rates.rates_of_metrics(Asked(demo_release), deals, group)
    assert made.height == told.height
    assert (told.height > 0) == (group != "segment" or segment == "all")
    for ours, theirs in zip(
        made.sort("group_name").iter_rows(named=True), told.sort("group_name").iter_rows(named=True), strict=True
    ):
        assert set(ours) == set(theirs)
        for name, value in theirs.items():
            exact = value is None or isinstance(value, str | bool)
            assert ours[name] == (value if exact else pytest.approx(float(value), abs=1e-6)), name


def test_rates_of_tenants_are_of_their_deals_alone(demo_release):
    rates = accounts_rates.win_rates(Asked(demo_release), of_deals(demo_release, tenants=SOME), "competitor")
    theirs = {
        row["who"]: (row["n"], row["won"])
        for row in rows(
            demo_release,
            "select coalesce(competitor, 'nobody else') as who, count(*) as n, count(*) filter (is_won) as won "
            f"from reporting.deals where tenant_name in {SOME} group by 1",
        )
    }
    assert {row["group_name"]: (row["deal_count"], row["won_count"]) for row in rates.iter_rows(named=True)} == theirs
    total = sum(n for n, _ in theirs.values())
    assert (rates["deal_count"] + rates["rest_count"]).unique().to_list() == [total]
    assert rates["is_few"].all()
