"""Deals and health of the demo company: what is planted is found, and the page shows it."""

from __future__ import annotations

from datetime import date, timedelta

import duckdb
import polars as pl
import pytest
from transformation.monotone_rates import never_rising

from dagster_project.connectors.demo_company.planted_effects import planted
from dagster_project.statistics.forecasts import Figure
from dashboards import accounts_health, accounts_queries, accounts_rates
from dashboards.accounts_rates import Deals
from dashboards.figures import counted
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


@pytest.mark.parametrize("period", ["All", "90 days"])
def test_deals_behind_a_rate_are_as_many_as_it_counts(demo_release, open_page, period):
    app = open_page("accounts", deals_against="Tessera Desk", deals_outcome="won", deal_period=period)
    assert not app.exception
    assert "By competitor" in "".join(element.proto.body for element in app.get("html"))
    days = {"All": "is null", "90 days": "= 90"}[period]
    won = demo_release.sql(
        "select won_count from reporting.win_rates where grouped_by = 'competitor' and group_name = 'Tessera Desk' "
        f"and within_segment is null and window_days {days}"
    ).item()
    assert any(words.value == counted(won, "deal") for words in app.caption)


def test_looks_behind_a_rate_are_as_many_as_it_counts(demo_release, open_page):
    app = open_page("accounts", section="Health", health_band="60–69", health_outcome="left")
    assert not app.exception
    text = "".join(element.proto.body for element in app.get("html"))
    assert "Foretold and observed" in text
    assert "Customers by health" in text
    left = demo_release.ask(MetricQuestion.of(["health_looks_left"], [], {"health_band": ["60–69"]})).item()
    assert any(words.value == counted(left, "look") for words in app.caption)


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


def test_period_and_segment_of_health_act_on_its_cards(demo_release, open_page):
    app = open_page("accounts", section="Health", health_period="180 days", health_segments="Startup")
    assert not app.exception
    names = ["leaving_rate", "health_customers"]
    since, until = date(2026, 6, 30) - timedelta(days=180), date(2026, 6, 30)
    asked = MetricQuestion.of(names, [], {"segment": ["Startup"]}, since=since, until=until)
    part = demo_release.ask(asked).row(0, named=True)
    whole = demo_release.ask(MetricQuestion.of(names)).row(0, named=True)
    text = "".join(element.proto.body for element in app.get("html"))
    assert part["health_customers"] != whole["health_customers"]
    assert f"n {part['health_customers']}" in text
    assert f"n {whole['health_customers']}" not in text


def test_a_tenth_of_held_out_looks_leads_to_them(demo_release, open_page):
    app = open_page("accounts", section="Health", health_tenth="1")
    assert not app.exception
    looks_of = demo_release.ask(MetricQuestion.of(["foretold_looks"], [], {"decile": ["1"]})).item()
    assert any(words.value == counted(looks_of, "look") for words in app.caption)


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


def text_of(app) -> str:
    return "".join(element.proto.body for element in app.get("html"))


def test_a_tenant_chosen_acts_on_deals_and_on_the_rows_behind(demo_release, open_page):
    app = open_page("accounts", tenants=SOME[0])
    assert not app.exception
    n = demo_release.sql("select count(*) from reporting.deals where tenant_name = $1", [SOME[0]]).item()
    assert 0 < n < 30
    assert any(words.value == counted(n, "deal") for words in app.caption)
    named, lost = demo_release.sql(
        "select count(*) filter (tenant_name is not null), count(*) from reporting.deals where not is_won"
    ).row(0)
    assert any(
        f"Of {counted(lost, 'lost deal')} of the source {named or 'none'} name" in words.value for words in app.caption
    )
    assert f"n {n}<" in text_of(app) or f"n {n} " in text_of(app)


def test_a_tenant_chosen_acts_on_health_and_says_what_is_of_all(demo_release, open_page):
    app = open_page("accounts", section="Health", tenants=SOME[0])
    assert not app.exception
    asked = demo_release.ask(MetricQuestion.of(["health_customers", "health_looks"], [], {"tenant_name": [SOME[0]]}))
    customers, looks_of = asked.row(0)
    captions = [words.value for words in app.caption]
    assert counted(looks_of, "look") in captions
    assert accounts_health.OF_ALL in captions
    today = demo_release.sql(accounts_queries.AT_RISK, [[], [SOME[0]]])
    assert set(today["tenant_name"]) == {SOME[0]}
    assert f"n {customers}" in text_of(app)


def test_a_segment_that_the_release_does_not_have_is_told(open_page):
    app = open_page("accounts", section="Health", health_segments="Nobody")
    assert [warning.value for warning in app.warning] == [
        "Segments in the link that this release does not have, and that are left out: Nobody."
    ]


@pytest.mark.parametrize("section", ["Won and lost", "Health"])
def test_a_tenant_that_the_release_does_not_have_is_told(open_page, section):
    app = open_page("accounts", section=section, tenants="Nobody")
    assert not app.exception
    assert [warning.value for warning in app.warning] == [
        "Tenants in the link that this release does not have, and that are left out: Nobody."
    ]
    assert accounts_health.OF_ALL not in [words.value for words in app.caption]


@pytest.mark.parametrize(
    ("section", "module", "named"),
    [
        ("Won and lost", "accounts_deals", ["deals"]),
        ("Health", "accounts_health", ["customers_at_risk", "health_looks"]),
    ],
)
def test_downloads_are_of_the_tenants_chosen_and_say_so(open_page, monkeypatch, section, module, named):
    made = {}
    monkeypatch.setattr(
        f"dashboards.{module}.put_download",
        lambda answers, label, file_name, found, about: made.update({file_name: (found, about)}),
    )
    assert not open_page("accounts", section=section, tenants=SOME[0]).exception
    assert all(f"tenants: {SOME[0]}" in about for _, about in made.values())
    for file_name in named:
        assert set(made[file_name][0]()["tenant_name"]) == {SOME[0]}
