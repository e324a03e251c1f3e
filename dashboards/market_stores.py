"""App stores on the page on the market: ratings and crashes by version, before and after a release."""

from __future__ import annotations

import polars as pl
import streamlit as st

from dashboards import market_queries
from dashboards.answers import Answers
from dashboards.cards import Card, put_cards
from dashboards.charts import show
from dashboards.downloads import put_download
from dashboards.drawn_rows import draw_rows
from dashboards.durations import share
from dashboards.figures import MISSING, whole
from dashboards.grid_charts import banded_line
from dashboards.html_parts import chart_title, nothing_here, section
from dashboards.table_columns import number_column, table_height

TOO_KIND = 0.05
"""Stars by which a store's own mean may exceed that of its ratings before it is called out."""
STARS = {"format": "%.2f"}
CRASH_FREE = ("app_crash_free_rate", "app_crash_free_rate_low", "app_crash_free_rate_high")


def put_stores(answers: Answers) -> None:
    """The part on app stores."""
    versions = answers.sql(market_queries.VERSIONS)
    stores = answers.sql(market_queries.STORES)
    if versions.is_empty() and stores.is_empty():
        nothing_here("No source of this release knows of app stores.")
        return
    _put_cards(answers, stores, versions)
    if versions.is_empty():
        _put_stores(answers, stores, versions)
        return
    names = versions.group_by("store").agg(pl.col("rating_count").sum()).sort("rating_count", "store")["store"]
    options = names.reverse().to_list()
    store = st.segmented_control("Store", options, default=options[0], required=True, key="store", bind="query-params")
    chosen = versions.filter((pl.col("store") == store) & pl.col("released_on").is_not_null())
    _put_charts(store, chosen)
    _put_releases(answers, store)
    _put_stores(answers, stores, versions)


def _put_cards(answers: Answers, stores: pl.DataFrame, versions: pl.DataFrame) -> None:
    totals = answers.ask([*CRASH_FREE, "app_sessions", "app_rating", "app_ratings"]).row(0, named=True)
    crashing, lower = (versions.filter(pl.col(name)) for name in ("is_crashing_more", "is_rated_lower"))
    kind = stores.filter(pl.col("rating_apart") > TOO_KIND)

    def named(rows: pl.DataFrame) -> str:
        return ", ".join(f"{store} {version}" for store, version in rows.select("store", "version").head(3).iter_rows())

    put_cards(
        [
            Card("Sessions without a crash", share(totals[CRASH_FREE[0]], 2),
                 answers.definition(CRASH_FREE[0]).description, n=totals["app_sessions"],
                 note=f"95 % {share(totals[CRASH_FREE[1]], 2)} to {share(totals[CRASH_FREE[2]], 2)}"),
            Card("Rating", MISSING if totals["app_rating"] is None else f"{totals['app_rating']:.2f}",
                 answers.definition("app_rating").description, n=totals["app_ratings"]),
            Card("Releases that crash more", whole(crashing.height),
                 "Versions whose share of crashed sessions is at least twice that of the version before, with a 95 % "
                 "interval of the difference above zero.", note=named(crashing), is_alarm=not crashing.is_empty()),
            Card("Releases rated lower", whole(lower.height),
                 "Versions whose mean rating is below that of the version before, with a 95 % interval below zero and "
                 "30 ratings of each or more.", note=named(lower), is_alarm=not lower.is_empty()),
            Card("Reported too kindly", whole(kind.height),
                 "Stores whose own mean is above that of their ratings by more than 0.05 stars.",
                 note=", ".join(kind["store"]), is_alarm=not kind.is_empty()),
        ]
    )  # fmt: skip


def _put_charts(store: str, versions: pl.DataFrame) -> None:
    left, right = st.columns(2, gap="small")
    with left.container(border=True, height="stretch"):
        chart_title(
            f"Rating by version, {store}", "Mean stars with their 95 % interval. Orange: below the version before."
        )
        rated = versions.select(
            place="version", label=pl.format("{}, {}", "version", "released_on"), value="rating_mean", low="rating_low",
            high="rating_high", n="rating_count", is_marked="is_rated_lower",
        )  # fmt: skip
        show(banded_line(rated, ".1f", title="Stars"), f"Mean rating of {store} by version, with 95 % intervals")
    with right.container(border=True, height="stretch"):
        chart_title(
            f"Sessions without a crash, {store}",
            "Share by version with its 95 % interval. Orange: crashes twice as often as the version before.",
        )
        crashes = versions.select(
            place="version", label=pl.format("{}, {}", "version", "released_on"), value="crash_free_rate",
            low="crash_free_rate_low", high="crash_free_rate_high", n="session_count", is_marked="is_crashing_more",
        )  # fmt: skip
        show(banded_line(crashes, ".2%", title="Share"), f"Share of sessions of {store} without a crash, by version")


def _put_releases(answers: Answers, store: str) -> None:
    section(
        "Before and after a release",
        "Ratings of the store, of whatever version, in the four weeks before and from the day on. The difference is "
        "associated with the release; other things may have changed in those weeks.",
    )
    releases = answers.sql(market_queries.RELEASES)
    put_download(answers, "CSV", "release_effects", lambda: releases, ["reporting.app_release_effects"])
    st.dataframe(
        releases.filter(pl.col("store") == store).drop("store"),
        column_config={
            "version": "Version", "released_on": st.column_config.DateColumn("Released", format="D MMM YYYY"),
            "before_count": number_column("n before"), "before_mean": st.column_config.NumberColumn("Before", **STARS),
            "after_count": number_column("n after"), "after_mean": st.column_config.NumberColumn("After", **STARS),
            "difference": st.column_config.NumberColumn("Difference", **STARS),
            "difference_low": st.column_config.NumberColumn("95 % from", **STARS),
            "difference_high": st.column_config.NumberColumn("95 % to", **STARS),
        },
        hide_index=True, height=table_height(releases.filter(pl.col("store") == store).height), placeholder=MISSING,
    )  # fmt: skip


def _put_stores(answers: Answers, stores: pl.DataFrame, versions: pl.DataFrame) -> None:
    section("Stores", "The newest report of each beside what its ratings and sessions give.")
    put_download(answers, "CSV of versions", "app_versions", lambda: versions, ["reporting.app_versions"])
    draw_rows(
        stores.with_columns(pl.col("crash_free_rate", "reported_crash_free_rate") * 100).select(
            "store", "newest_version", "recorded_on", "download_count", "rating_count", "rating_mean",
            "reported_rating", "rating_apart", "session_count", "crash_free_rate", "reported_crash_free_rate",
            "pending_review_count",
        ),
        {
            "store": "Store", "newest_version": "Newest version",
            "recorded_on": st.column_config.DateColumn("Reported", format="D MMM YYYY"),
            "download_count": number_column("Downloads"), "rating_count": number_column("Ratings"),
            "rating_mean": st.column_config.NumberColumn("Their mean", **STARS),
            "reported_rating": st.column_config.NumberColumn("Reported", **STARS),
            "rating_apart": st.column_config.NumberColumn("Apart", format="%+.2f"),
            "session_count": number_column("Sessions"),
            "crash_free_rate": st.column_config.NumberColumn("Without a crash", format="%.2f %%"),
            "reported_crash_free_rate": st.column_config.NumberColumn("Reported", format="%.2f %%"),
            "pending_review_count": number_column("Reviews unanswered"),
        },
    )  # fmt: skip
