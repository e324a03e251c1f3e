"""The page on deals and health: what is chosen acts on all of it, and numbers lead to their rows."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from pages import html_of

from dashboards import accounts_health, accounts_queries
from dashboards.figures import counted
from dashboards.metrics import MetricQuestion

TENANT = "Birchanter Software"


@pytest.mark.parametrize("period", ["All", "90 days"])
def test_deals_behind_a_rate_are_as_many_as_it_counts(demo_release, open_page, period):
    app = open_page("accounts", deals_against="Tessera Desk", deals_outcome="won", deal_period=period)
    assert not app.exception
    assert "By competitor" in html_of(app)
    days = {"All": "is null", "90 days": "= 90"}[period]
    won = demo_release.sql(
        "select won_count from reporting.win_rates where grouped_by = 'competitor' and group_name = 'Tessera Desk' "
        f"and within_segment is null and window_days {days}"
    ).item()
    assert any(words.value == counted(won, "deal") for words in app.caption)


def test_looks_behind_a_rate_are_as_many_as_it_counts(demo_release, open_page):
    app = open_page("accounts", section="Health", health_band="60–69", health_outcome="left")
    assert not app.exception
    text = html_of(app)
    assert "Foretold and observed" in text
    assert "Customers by health" in text
    left = demo_release.ask(MetricQuestion.of(["health_looks_left"], [], {"health_band": ["60–69"]})).item()
    assert any(words.value == counted(left, "look") for words in app.caption)


def test_period_and_segment_of_health_act_on_its_cards(demo_release, open_page):
    app = open_page("accounts", section="Health", health_period="180 days", health_segments="Startup")
    assert not app.exception
    names = ["leaving_rate", "health_customers"]
    since, until = date(2026, 6, 30) - timedelta(days=180), date(2026, 6, 30)
    asked = MetricQuestion.of(names, [], {"segment": ["Startup"]}, since=since, until=until)
    part = demo_release.ask(asked).row(0, named=True)
    whole = demo_release.ask(MetricQuestion.of(names)).row(0, named=True)
    text = html_of(app)
    assert part["health_customers"] != whole["health_customers"]
    assert f"n {part['health_customers']}" in text
    assert f"n {whole['health_customers']}" not in text


def test_a_tenth_of_held_out_looks_leads_to_them(demo_release, open_page):
    app = open_page("accounts", section="Health", health_tenth="1")
    assert not app.exception
    looks_of = demo_release.ask(MetricQuestion.of(["foretold_looks"], [], {"decile": ["1"]})).item()
    assert any(words.value == counted(looks_of, "look") for words in app.caption)


def test_a_tenant_chosen_acts_on_deals_and_on_the_rows_behind(demo_release, open_page):
    app = open_page("accounts", tenants=TENANT)
    assert not app.exception
    n = demo_release.sql("select count(*) from reporting.deals where tenant_name = $1", [TENANT]).item()
    assert 0 < n < 30
    assert any(words.value == counted(n, "deal") for words in app.caption)
    named, lost = demo_release.sql(
        "select count(*) filter (tenant_name is not null), count(*) from reporting.deals where not is_won"
    ).row(0)
    assert any(
        f"Of {counted(lost, 'lost deal')} of the source {named or 'none'} name" in words.value for words in app.caption
    )
    assert f"n {n}<" in html_of(app) or f"n {n} " in html_of(app)


def test_a_tenant_chosen_acts_on_health_and_says_what_is_of_all(demo_release, open_page):
    app = open_page("accounts", section="Health", tenants=TENANT)
    assert not app.exception
    asked = demo_release.ask(MetricQuestion.of(["health_customers", "health_looks"], [], {"tenant_name": [TENANT]}))
    customers, looks_of = asked.row(0)
    captions = [words.value for words in app.caption]
    assert counted(looks_of, "look") in captions
    assert accounts_health.OF_ALL in captions
    today = demo_release.sql(accounts_queries.AT_RISK, [[], [TENANT]])
    assert set(today["tenant_name"]) == {TENANT}
    assert f"n {customers}" in html_of(app)


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
    assert not open_page("accounts", section=section, tenants=TENANT).exception
    assert all(f"tenants: {TENANT}" in about for _, about in made.values())
    for file_name in named:
        assert set(made[file_name][0]()["tenant_name"]) == {TENANT}
