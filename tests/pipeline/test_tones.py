"""Tones of the demo company's events: given or computed from their words, and how well both agree."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from dagster_project.connectors.demo_company.planted_effects import planted
from dagster_project.sentiment.lexicon import tone
from dashboards import sentiment_queries
from dashboards.metric_rows import render_rows
from dashboards.metrics import MetricQuestion


def test_events_without_a_tone_get_one_from_their_words_and_say_so(demo_release):
    events = demo_release.sql(
        "select summary, sentiment_score, sentiment_origin, given_sentiment_score from reporting.customer_events"
    )
    given = events.filter(pl.col("sentiment_origin") == "given")
    assert given["sentiment_score"].equals(given["given_sentiment_score"])
    computed = events.filter(pl.col("sentiment_origin") == "computed")
    assert 0.1 < computed.height / events.height < 1 - planted("sentiment_given").size + 0.1
    for row in computed.head(50).iter_rows(named=True):
        assert row["sentiment_score"] == tone(row["summary"])
    neither = events.filter(pl.col("sentiment_origin").is_null())
    assert neither["sentiment_score"].is_null().all()
    assert neither["summary"].is_null().all()


def test_agreement_is_that_of_the_published_events(demo_release):
    pairs = demo_release.sql(
        "select given_sentiment_score as given, computed_sentiment_score as computed from reporting.customer_events "
        "where given_sentiment_score is not null and computed_sentiment_score is not null"
    )
    (row,) = demo_release.sql("select * from reporting.sentiment_agreement where event_type = 'all'").to_dicts()
    assert row["event_count"] == pairs.height
    r = np.corrcoef(pairs["given"], pairs["computed"])[0, 1]
    assert row["correlation"] == pytest.approx(r)
    assert row["correlation_low"] == pytest.approx(np.tanh(np.arctanh(r) - 1.959964 / np.sqrt(pairs.height - 3)))
    assert row["mean_difference"] == pytest.approx((pairs["computed"] - pairs["given"]).mean())
    # Most words of the demo company fit their tone: an agreement that chance would not give.
    assert row["correlation_low"] > 0.4
    assert row["same_sign_rate_low"] > 0.7


def both_tones(release, **where: str) -> str:
    """The SQL of the events with a tone, of what is chosen."""
    asked = MetricQuestion.of(["scored_feedback"], (), {name: (value,) for name, value in where.items()})
    return render_rows(release.metrics, asked)


def test_agreement_of_tones_of_all_events_is_the_published_one(demo_release):
    asked = demo_release.sql(sentiment_queries.AGREEMENT.format(rows=both_tones(demo_release)))
    published = demo_release.sql("select * from reporting.sentiment_agreement")
    shared = [name for name in asked.columns if name in published.columns]
    assert {"event_count", "correlation_low", "mean_difference_high", "signed_count"} <= set(shared)
    key = ["source", "event_type"]
    assert_frame_equal(asked.select(shared).sort(key), published.select(shared).sort(key))
    rates = published.select(*key, rate=pl.col("same_sign_rate") * pl.col("signed_count")).sort(key)
    assert asked.sort(key)["same_sign_count"].to_list() == pytest.approx(rates["rate"].to_list())


def test_agreement_of_tones_follows_the_filters_and_leads_to_its_events(demo_release, open_page):
    tenant = demo_release.sql(
        "select tenant_name from reporting.customer_events where tenant_name is not null group by 1 "
        "order by count(*) desc limit 1"
    ).item()
    rows = both_tones(demo_release, tenant_name=tenant)
    counted = demo_release.sql(sentiment_queries.AGREEMENT.format(rows=rows))
    whole = demo_release.sql("select max(event_count) from reporting.sentiment_agreement").item()
    assert 0 < counted["event_count"].max() < whole
    for kind, n in counted.select("event_type", "event_count").iter_rows():
        assert demo_release.sql(sentiment_queries.BOTH_TONES.format(rows=rows), [kind]).height == n
    app = open_page("sentiment", tenants=tenant)
    assert not app.exception
    drawn = next(table.value for table in app.dataframe if "same_sign" in table.value.columns)
    assert drawn["event_count"].to_list() == counted["event_count"].to_list()
